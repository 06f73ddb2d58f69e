import { mkdirSync, rmSync } from 'node:fs';
import type { open } from 'node:fs/promises';
import { writeAcknowledged } from './acknowledged-file';
import { createGroupWriter, type Place } from './group-writer';
import { newProducerId } from './memory-queue';
import { asOutboxError, OutboxError, OutboxHeld } from './outbox-error';
import { lockOutbox, type OutboxLock } from './outbox-lock';
import { type NumberedRecord, numberRecord, type RecordQueue, takeWithin } from './record-queue';
import { recoverOutbox } from './recover-outbox';
import { encodeHeader, encodeRecord } from './segment-codec';
import { segmentPath } from './segment-files';
import { createSegmentReader } from './segment-reader';

export interface Outbox extends RecordQueue {
  readonly directory: string;
  /** Bytes of its segments. */
  readonly diskBytes: number;
  /** Bytes cut off at the opening: a record whose writing was interrupted before it was accepted; 0 = none. */
  readonly tornBytes: number;
}

export interface OutboxOptions {
  readonly directory: string;
  /** Which topics the numbers are for, `<cluster id>/<topic id>` by topic: another one begins with a new producer id. */
  readonly incarnations: Readonly<Record<string, string>>;
  /** Bound on the segments' bytes; beyond it nothing is accepted. Default 1 GiB. */
  readonly maxBytes?: number;
  /** Default 8 MiB, at most an eighth of `maxBytes`. */
  readonly segmentBytes?: number;
  /** Records kept in memory as well, so that they need not be read back; default 10,000 and 16 MiB. */
  readonly windowRecords?: number;
  readonly windowBytes?: number;
  readonly openFile?: typeof open;
}

const readBytes = 262_144;
const storeEveryMs = 1_000;
const renewEveryMs = 5_000;
const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;

/**
 * A queue on the local disk. A record may be sent as soon as it stands there, forced, with its partition and number; it
 * goes when it and all before it in its segment are acknowledged. Neither a kill nor an outage loses or reorders one.
 * Throws OutboxError, also when another living process has the directory.
 */
export function openOutbox(options: OutboxOptions): Outbox {
  const { directory } = options;
  let lock: OutboxLock | { readonly heldBy: number };
  try {
    mkdirSync(directory, { recursive: true });
    lock = lockOutbox(directory);
  } catch (error) {
    throw asOutboxError(directory, 'be opened', error);
  }
  if ('heldBy' in lock) throw new OutboxHeld(directory, lock.heldBy);
  try {
    return createOutbox(options, lock);
  } catch (error) {
    lock.release();
    throw asOutboxError(directory, 'be opened', error);
  }
}

function createOutbox(options: OutboxOptions, lock: OutboxLock): Outbox {
  const { directory, maxBytes = 1_073_741_824, windowRecords = 10_000, windowBytes = 16_777_216 } = options;
  const segmentBytes = Math.min(options.segmentBytes ?? 8_388_608, Math.ceil(maxBytes / 8));
  const found = recoverOutbox(directory);
  const { segments, sequences } = found;
  const isSameTopics = Object.entries(options.incarnations).every(
    ([topic, incarnation]) => (found.incarnations[topic] ?? incarnation) === incarnation,
  );
  const isContinued = found.producerId !== null && isSameTopics;
  if (!isContinued) sequences.clear();
  // What a segment's header does not name begins another one: each names all topics that its numbers are for.
  let needsSegment =
    !isContinued || Object.keys(options.incarnations).some((topic) => found.incarnations[topic] === undefined);
  // The newest segment has the name that the next one wants when it holds no record.
  if (needsSegment && segments.at(-1)?.firstIndex === found.nextIndex)
    rmSync(segmentPath(directory, segments.pop()!.firstIndex));
  const producerId = isContinued ? found.producerId! : newProducerId();
  const incarnations = isContinued ? { ...found.incarnations, ...options.incarnations } : options.incarnations;
  const firstOwnIndex = found.nextIndex;

  let nextIndex = found.nextIndex;
  let acknowledged = found.acknowledged;
  let end: Place = found.end;
  let diskBytes = segments.reduce((total, segment) => total + segment.bytes, 0);
  const window: NumberedRecord[] = [];
  let inWindowBytes = 0;
  let refusal: string | null = null;
  let failure: OutboxError | null = null;
  let closed = false;
  let wake: () => void = () => {};
  let storedIndex = acknowledged;

  const fail = (doing: string, error: unknown): void => {
    failure ??= asOutboxError(directory, doing, error);
    wake();
  };
  const writer = createGroupWriter({
    directory,
    start: { index: nextIndex, place: end },
    onDurable: () => wake(),
    onFailed: (error) => fail('write what was accepted', error),
    ...(options.openFile === undefined ? {} : { openFile: options.openFile }),
  });
  const reader = createSegmentReader({
    directory,
    start: found.head,
    following: (firstIndex) => segments.find((segment) => segment.firstIndex > firstIndex)?.firstIndex,
  });
  const store = (): void => {
    if (storedIndex === acknowledged) return;
    try {
      writeAcknowledged(directory, acknowledged);
      storedIndex = acknowledged;
    } catch (error) {
      fail('store what was acknowledged', error);
    }
  };
  const storing = setInterval(store, storeEveryMs).unref();
  const renewing = setInterval(() => {
    if (!lock.renew()) fail('be kept', new OutboxError(`the outbox in ${directory} was taken over by another process`));
  }, renewEveryMs).unref();

  const append = (frame: Buffer, endIndex: number, isNew: boolean): void => {
    writer.write(frame, end, endIndex, isNew);
    end = { ...end, offset: end.offset + frame.length };
    diskBytes += frame.length;
    segments.at(-1)!.bytes += frame.length;
  };

  const beginSegment = (): void => {
    const firstIndex = nextIndex;
    segments.push({ firstIndex, bytes: 0 });
    end = { firstIndex, offset: 0 };
    needsSegment = false;
    append(encodeHeader({ producerId, firstIndex, incarnations, sequences: sequences.entries() }), nextIndex, true);
  };

  const dropAcknowledged = (): void => {
    while (segments.length > 1) {
      const next = segments[1]!.firstIndex;
      if (acknowledged < next || writer.durable.place.firstIndex < next) return;
      const gone = segments.shift()!;
      diskBytes -= gone.bytes;
      if (reader.place.firstIndex < next) reader.moveTo({ firstIndex: next, offset: 0 });
      try {
        rmSync(segmentPath(directory, gone.firstIndex));
      } catch (error) {
        fail('delete what was acknowledged', error);
      }
    }
  };

  const sendable = (): number => Math.min(window.length, writer.durable.index - acknowledged);

  const readBack = async (): Promise<void> => {
    const firstIndex = acknowledged + window.length;
    for (const [at, record] of (await reader.read(writer.durable.place, readBytes)).entries()) {
      inWindowBytes += record.bytes;
      window.push({ ...record, isLeftover: firstIndex + at < firstOwnIndex });
    }
  };

  return {
    directory,
    producerId,
    tornBytes: found.tornBytes,
    get diskBytes() {
      return diskBytes;
    },
    get records() {
      return nextIndex - acknowledged;
    },
    get leftovers() {
      return Math.max(0, firstOwnIndex - acknowledged);
    },
    get refusal() {
      return refusal;
    },
    accepted: (topic) => sequences.given(topic),
    add(record) {
      if (failure !== null) throw failure;
      if (closed) throw new OutboxError(`the outbox in ${directory} is closed`);
      if (record.bytes * 4 > maxBytes)
        throw new OutboxError(`a record of ${record.bytes} bytes is too large for an outbox of ${mebibytes(maxBytes)}`);
      if (diskBytes + record.bytes > maxBytes) {
        refusal =
          `the outbox in ${directory} is full: ${mebibytes(diskBytes)} of at most ${mebibytes(maxBytes)} wait for Kafka. ` +
          'Nothing more is accepted until Kafka takes records; nothing accepted is lost';
        return false;
      }
      if (needsSegment || end.offset >= segmentBytes) beginSegment();
      const isNextInWindow = acknowledged + window.length === nextIndex;
      const { durable } = writer;
      const numbered = numberRecord(record, producerId, sequences.next(record.topic, record.partition));
      const durableTo = durable.place.firstIndex === end.firstIndex ? durable.place.offset : 0;
      append(encodeRecord(numbered, durableTo), nextIndex + 1, false);
      nextIndex += 1;
      if (isNextInWindow && window.length < windowRecords && inWindowBytes + record.bytes <= windowBytes) {
        window.push(numbered);
        inWindowBytes += record.bytes;
        reader.moveTo(end);
      }
      return true;
    },
    async oldest(limit) {
      for (;;) {
        if (failure !== null) throw failure;
        if (closed) return [];
        const available = sendable();
        if (available > 0) return takeWithin(window, available, limit);
        if (window.length === 0 && acknowledged < writer.durable.index) await readBack();
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
    acknowledge(count) {
      for (const record of window.splice(0, count)) inWindowBytes -= record.bytes;
      acknowledged += count;
      dropAcknowledged();
      if (refusal !== null && diskBytes <= maxBytes * 0.75) refusal = null;
    },
    async close() {
      if (closed) return;
      closed = true;
      wake();
      clearInterval(storing);
      clearInterval(renewing);
      await writer.close();
      await reader.close();
      if (failure === null) store();
      lock.release();
    },
  };
}
