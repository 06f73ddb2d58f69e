import { encodeFrame } from './frame';
import { type NumberedRecord, sizeOf } from './record-queue';

/** What stands at the front of each segment: enough to go on numbering when all earlier segments are gone. */
export interface SegmentHeader {
  readonly producerId: string;
  /** Count of records ever accepted before this segment. */
  readonly firstIndex: number;
  /** Which topics the numbers belong to: `<cluster id>/<topic id>` by topic. */
  readonly incarnations: Readonly<Record<string, string>>;
  /** Last number given per topic and partition before this segment. */
  readonly sequences: readonly (readonly [topic: string, partition: number, sequence: number])[];
}

/** A record as its frame has it; the producer id is the segment's. */
export type StoredRecord = Omit<NumberedRecord, 'producerId' | 'isLeftover'>;

const headerKind = 1;
const recordKind = 2;
const noLength = 0xffffffff;

export function encodeHeader(header: SegmentHeader): Buffer {
  const text = JSON.stringify({ v: 1, ...header });
  const bytes = Buffer.byteLength(text);
  return encodeFrame(1 + bytes, (frame, at) => {
    frame[at] = headerKind;
    frame.write(text, at + 1);
  });
}

/** Writes the parts of a body one after the other. */
class Writer {
  constructor(
    private readonly frame: Buffer,
    private at: number,
  ) {}
  byte(value: number): void {
    this.at = this.frame.writeUInt8(value, this.at);
  }
  u32(value: number): void {
    this.at = this.frame.writeUInt32LE(value, this.at);
  }
  double(value: number): void {
    this.at = this.frame.writeDoubleLE(value, this.at);
  }
  bytes(value: string | Buffer | null): void {
    if (value === null) {
      this.u32(noLength);
      return;
    }
    const from = this.at + 4;
    const length = typeof value === 'string' ? this.frame.write(value, from) : value.copy(this.frame, from);
    this.u32(length);
    this.at += length;
  }
}

class Reader {
  constructor(
    private readonly frame: Buffer,
    private at: number,
  ) {}
  byte(): number {
    this.at += 1;
    return this.frame.readUInt8(this.at - 1);
  }
  u32(): number {
    this.at += 4;
    return this.frame.readUInt32LE(this.at - 4);
  }
  double(): number {
    this.at += 8;
    return this.frame.readDoubleLE(this.at - 8);
  }
  bytes(): Buffer | null {
    const length = this.u32();
    if (length === noLength) return null;
    this.at += length;
    return this.frame.subarray(this.at - length, this.at);
  }
}

const lengthOf = (value: string | Buffer | null): number =>
  4 + (value === null ? 0 : typeof value === 'string' ? Buffer.byteLength(value) : value.length);

/** `durableTo`: bytes of the segment that are known to be on disk while this record is added. */
export function encodeRecord(record: Omit<StoredRecord, 'bytes'>, durableTo: number): Buffer {
  const headers = Object.entries(record.headers);
  let bodyBytes = 1 + 4 + 4 + 8 + 8 + 8 + lengthOf(record.topic) + lengthOf(record.key) + lengthOf(record.value) + 4;
  for (const [name, value] of headers) bodyBytes += lengthOf(name) + lengthOf(value);
  return encodeFrame(bodyBytes, (frame, at) => {
    const writer = new Writer(frame, at);
    writer.byte(recordKind);
    writer.u32(durableTo);
    writer.u32(record.partition);
    writer.double(record.sequence);
    writer.double(record.acceptedAtMs);
    writer.double(record.timestampMs ?? Number.NaN);
    writer.bytes(record.topic);
    writer.bytes(record.key);
    writer.bytes(record.value);
    writer.u32(headers.length);
    for (const [name, value] of headers) {
      writer.bytes(name);
      writer.bytes(value);
    }
  });
}

export type Decoded =
  | { readonly kind: 'header'; readonly header: SegmentHeader }
  | { readonly kind: 'record'; readonly record: StoredRecord; readonly durableTo: number };

/** Reads the body that begins at `at`: of a sound frame. Throws on a kind that this version does not write. */
export function decodeBody(frame: Buffer, at: number, end: number): Decoded {
  const reader = new Reader(frame, at);
  const kind = reader.byte();
  if (kind === headerKind) {
    const header = JSON.parse(frame.toString('utf8', at + 1, end)) as SegmentHeader & { v: number };
    if (header.v !== 1) throw new Error(`written by a later version (${header.v})`);
    return { kind: 'header', header };
  }
  if (kind !== recordKind) throw new Error(`of a kind (${kind}) that this version does not know`);
  const durableTo = reader.u32();
  const partition = reader.u32();
  const sequence = reader.double();
  const acceptedAtMs = reader.double();
  const timestamp = reader.double();
  const topic = String(reader.bytes());
  const key = reader.bytes();
  const value = reader.bytes();
  const named = Array.from(
    { length: reader.u32() },
    () => [String(reader.bytes()), reader.bytes() ?? Buffer.alloc(0)] as const,
  );
  // Assigned to an object, a header named __proto__ would be lost.
  const headers: Record<string, Buffer> = Object.fromEntries(named);
  const timestampMs = Number.isNaN(timestamp) ? null : timestamp;
  const bytes = sizeOf({ key, value, headers });
  return {
    kind: 'record',
    record: { topic, partition, sequence, acceptedAtMs, timestampMs, key, value, headers, bytes },
    durableTo,
  };
}
