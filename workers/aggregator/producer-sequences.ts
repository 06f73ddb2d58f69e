import { isUtf8 } from 'node:buffer';

/** Where one producer stands in one partition. */
export interface ProducerSequence {
  readonly producerId: string;
  readonly bytes: Buffer;
  lastSeq: number;
  /** Numbers skipped since the last `takeChanged`. */
  holes: number;
  changed: boolean;
}

const longestId = 200;

/**
 * Sequence numbers of a partition's producers: what was folded already is known by them. Looked up by the id's bytes;
 * the producer of the record before is nearly always the producer of this one, and then no text is made.
 */
export class ProducerSequences {
  private readonly byId = new Map<string, ProducerSequence>();
  private newest: ProducerSequence | null = null;
  private changed: ProducerSequence[] = [];

  /** `startsAtOne`: the partition was read from its first record on, so an unknown producer begins with 1. */
  constructor(
    stored: readonly { readonly producerId: string; readonly lastSeq: number }[],
    private readonly startsAtOne: boolean,
  ) {
    for (const { producerId, lastSeq } of stored)
      this.byId.set(producerId, { producerId, bytes: Buffer.from(producerId), lastSeq, holes: 0, changed: false });
  }

  /** True when the record was folded before. An id that is no text a database can hold makes a foreign event: false. */
  isRepeated(bytes: Buffer, idStart: number, idEnd: number, seq: number): boolean {
    const producer = this.find(bytes, idStart, idEnd, seq);
    if (producer === null) return false;
    if (seq <= producer.lastSeq) return true;
    producer.holes += seq - producer.lastSeq - 1;
    producer.lastSeq = seq;
    if (!producer.changed) {
      producer.changed = true;
      this.changed.push(producer);
    }
    return false;
  }

  /** Producers that moved since the last call, with their numbers as they are now. */
  takeChanged(): { producerId: string; lastSeq: number; holes: number }[] {
    const taken = this.changed.map(({ producerId, lastSeq, holes }) => ({ producerId, lastSeq, holes }));
    for (const producer of this.changed) {
      producer.changed = false;
      producer.holes = 0;
    }
    this.changed = [];
    return taken;
  }

  private find(bytes: Buffer, start: number, end: number, seq: number): ProducerSequence | null {
    const { newest } = this;
    if (newest !== null && sameBytes(newest.bytes, bytes, start, end)) return newest;
    const length = end - start;
    if (length > longestId) return null;
    const idBytes = bytes.subarray(start, end);
    if (!isUtf8(idBytes) || idBytes.includes(0)) return null;
    const producerId = idBytes.toString('utf8');
    let producer = this.byId.get(producerId);
    if (producer === undefined) {
      const lastSeq = this.startsAtOne ? 0 : seq - 1;
      producer = { producerId, bytes: Buffer.from(producerId), lastSeq, holes: 0, changed: false };
      this.byId.set(producerId, producer);
    }
    this.newest = producer;
    return producer;
  }
}

function sameBytes(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
