import { frameHeadBytes, soundFrameEnd } from './frame';
import { decodeBody, type SegmentHeader, type StoredRecord } from './segment-codec';

export interface ScannedSegment {
  /** null: the segment's own beginning never reached the disk whole. */
  readonly header: SegmentHeader | null;
  /** Sound records from the front on. */
  readonly records: number;
  /** End of the last sound frame; what lies behind was never known to be on disk. */
  readonly end: number;
  /** Bytes behind `end`. */
  readonly tornBytes: number;
  /** Where something is damaged that had been on disk; null = nothing is. */
  readonly damagedAt: number | null;
}

/**
 * Walks a segment's frames up to the first that is not sound. Whether that is a torn tail (nothing there was accepted
 * yet) or damage is told by the sound records behind it: each says how far the segment was on disk when it was added.
 */
export function scanSegment(bytes: Buffer, onRecord: (record: StoredRecord, end: number) => void): ScannedSegment {
  let header: SegmentHeader | null = null;
  let records = 0;
  let at = 0;
  for (let end = soundFrameEnd(bytes, at); end !== null; end = soundFrameEnd(bytes, at)) {
    const decoded = decodeBody(bytes, at + frameHeadBytes, end);
    if ((decoded.kind === 'header') !== (at === 0)) break;
    if (decoded.kind === 'header') header = decoded.header;
    else {
      records += 1;
      onRecord(decoded.record, end);
    }
    at = end;
  }
  const damagedAt = wasOnDisk(bytes, at) ? at : null;
  return { header, records, end: at, tornBytes: bytes.length - at, damagedAt };
}

function wasOnDisk(bytes: Buffer, brokenAt: number): boolean {
  let at = brokenAt + 1;
  while (at + frameHeadBytes < bytes.length) {
    const end = soundFrameEnd(bytes, at);
    if (end === null) {
      at += 1;
      continue;
    }
    const decoded = decodeBody(bytes, at + frameHeadBytes, end);
    if (decoded.kind === 'record' && decoded.durableTo > brokenAt) return true;
    at = end;
  }
  return false;
}
