import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readAcknowledged, writeAcknowledged } from './acknowledged-file';
import type { Place } from './group-writer';
import { OutboxError } from './outbox-error';
import { type ScannedSegment, scanSegment } from './scan-segment';
import { listSegments, segmentPath } from './segment-files';
import { SequenceNumbers } from './sequence-numbers';

export interface Segment {
  readonly firstIndex: number;
  bytes: number;
}

/** What an outbox holds when it is opened. */
export interface RecoveredOutbox {
  /** Oldest first; the last one is written on. */
  readonly segments: Segment[];
  /** null: the outbox is empty and new. */
  readonly producerId: string | null;
  readonly incarnations: Readonly<Record<string, string>>;
  readonly sequences: SequenceNumbers;
  readonly acknowledged: number;
  readonly nextIndex: number;
  /** Where the first record that is not acknowledged stands. */
  readonly head: Place;
  readonly end: Place;
  /** Bytes cut off behind the last whole record: they were never accepted. */
  readonly tornBytes: number;
}

const damaged = (directory: string, what: string): OutboxError =>
  new OutboxError(
    `the outbox in ${directory} is damaged: ${what}. Look at the disk; to begin anew move the directory away: ` +
      'what it still holds is then not sent',
  );

/** What is read here may stand in the system's memory only: it is sent from now on, so it has to be on disk. */
function cutAndForce(file: string, bytes: number): void {
  const handle = openSync(file, 'r+');
  try {
    ftruncateSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Finds the newest segment that begins soundly and cuts a torn tail off it. A newest segment whose beginning never
 * reached the disk goes away: then the one before it is the newest. Throws where something accepted is damaged.
 */
function openNewest(directory: string): {
  sequences: SequenceNumbers;
  /** null: there is no segment. */
  scanned: ScannedSegment | null;
  firstIndex: number;
  tornBytes: number;
} {
  let tornBytes = 0;
  for (;;) {
    const firstIndex = listSegments(directory).at(-1);
    const sequences = new SequenceNumbers();
    if (firstIndex === undefined) return { sequences, scanned: null, firstIndex: 0, tornBytes };
    const file = segmentPath(directory, firstIndex);
    const scanned = scanSegment(readFileSync(file), (record) =>
      sequences.note(record.topic, record.partition, record.sequence),
    );
    if (scanned.damagedAt !== null)
      throw damaged(directory, `${file} does not hold at byte ${scanned.damagedAt} what was written there`);
    tornBytes += scanned.tornBytes;
    if (scanned.header === null) {
      rmSync(file);
      continue;
    }
    cutAndForce(file, scanned.end);
    for (const [topic, partition, sequence] of scanned.header.sequences)
      if (!sequences.has(topic, partition)) sequences.note(topic, partition, sequence);
    return { sequences, scanned, firstIndex, tornBytes };
  }
}

function findHead(directory: string, segments: readonly Segment[], acknowledged: number, end: Place): Place {
  const holder = [...segments].reverse().find((segment) => segment.firstIndex <= acknowledged);
  if (holder === undefined) return end;
  let head: Place = { firstIndex: holder.firstIndex, offset: 0 };
  let toSkip = acknowledged - holder.firstIndex;
  if (toSkip > 0)
    scanSegment(readFileSync(segmentPath(directory, holder.firstIndex)), (_, recordEnd) => {
      if (toSkip > 0) head = { firstIndex: holder.firstIndex, offset: recordEnd };
      toSkip -= 1;
    });
  return head;
}

/** Reads what a directory holds, having cut off what was never accepted. Throws where accepted records are damaged. */
export function recoverOutbox(directory: string): RecoveredOutbox {
  const { sequences, scanned, firstIndex, tornBytes } = openNewest(directory);
  const nextIndex = scanned === null ? 0 : firstIndex + scanned.records;
  const segments = listSegments(directory).map(
    (first): Segment => ({
      firstIndex: first,
      bytes: statSync(segmentPath(directory, first)).size,
    }),
  );
  // Without a segment the count of records begins anew, and so does that of the acknowledged ones.
  if (scanned === null) writeAcknowledged(directory, 0);
  const stored = readAcknowledged(directory);
  if (stored > nextIndex)
    throw damaged(directory, `${stored} records were acknowledged and only ${nextIndex} are there`);
  const acknowledged = Math.max(stored, segments[0]?.firstIndex ?? 0);
  const end: Place = { firstIndex, offset: scanned?.end ?? 0 };
  return {
    segments,
    producerId: scanned?.header?.producerId ?? null,
    incarnations: scanned?.header?.incarnations ?? {},
    sequences,
    acknowledged,
    nextIndex,
    head: findHead(directory, segments, acknowledged, end),
    end,
    tornBytes,
  };
}
