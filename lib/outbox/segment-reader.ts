import { type FileHandle, open } from 'node:fs/promises';
import { frameBytesAt, frameHeadBytes, soundFrameEnd } from './frame';
import type { Place } from './group-writer';
import { OutboxError } from './outbox-error';
import { decodeBody, type StoredRecord } from './segment-codec';
import { segmentPath } from './segment-files';

export interface ReadRecord extends StoredRecord {
  readonly producerId: string;
}

export interface SegmentReader {
  /** Where the next record is read. */
  readonly place: Place;
  moveTo(place: Place): void;
  /** Reads on from `place` to at most `to`, about `bytes` of it; empty when there is nothing more. */
  read(to: Place, bytes: number): Promise<readonly ReadRecord[]>;
  close(): Promise<void>;
}

/** Reads accepted records back from their segments, in order. `following`: first index of the segment behind one. */
export function createSegmentReader(options: {
  directory: string;
  start: Place;
  following: (firstIndex: number) => number | undefined;
}): SegmentReader {
  const { directory } = options;
  let place = options.start;
  let handle: FileHandle | null = null;
  let openSegment = -1;
  let producerId = '';

  const readBytes = async (from: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await (handle as FileHandle).read(buffer, 0, length, from);
    return buffer.subarray(0, bytesRead);
  };

  const damaged = (offset: number): OutboxError =>
    new OutboxError(
      `the outbox in ${directory} is damaged: ${segmentPath(directory, place.firstIndex)} does not hold at byte ${offset} ` +
        'what was written there. Look at the disk; to begin anew move the directory away: what it still holds is then not sent',
    );

  /** Whole frames in `bytes`, which begin at `from` in the segment. */
  const decode = (bytes: Buffer, from: number): readonly ReadRecord[] => {
    const records: ReadRecord[] = [];
    let at = 0;
    while (at + frameHeadBytes <= bytes.length) {
      const length = frameBytesAt(bytes, at);
      if (length !== null && at + length > bytes.length) break;
      const end = soundFrameEnd(bytes, at);
      if (end === null) throw damaged(from + at);
      const decoded = decodeBody(bytes, at + frameHeadBytes, end);
      if (decoded.kind === 'header') producerId = decoded.header.producerId;
      else records.push({ ...decoded.record, producerId });
      at = end;
    }
    place = { ...place, offset: from + at };
    return records;
  };

  const openFile = async (): Promise<void> => {
    await handle?.close();
    handle = null;
    handle = await open(segmentPath(directory, place.firstIndex), 'r');
    openSegment = place.firstIndex;
    if (place.offset > 0) {
      const header = place;
      const head = await readBytes(0, frameHeadBytes);
      decode(await readBytes(0, frameBytesAt(head, 0) ?? 0), 0);
      place = header;
    }
  };

  return {
    get place() {
      return place;
    },
    moveTo(next) {
      place = next;
    },
    async read(to, bytes) {
      for (;;) {
        if (place.firstIndex !== openSegment) await openFile();
        const isLast = place.firstIndex === to.firstIndex;
        const end = isLast ? to.offset : (await (handle as FileHandle).stat()).size;
        if (place.offset < end) {
          const from = place.offset;
          const available = end - from;
          let chunk = await readBytes(from, Math.min(bytes, available));
          const first = frameBytesAt(chunk, 0);
          if (first !== null && first > chunk.length) chunk = await readBytes(from, Math.min(first, available));
          const records = decode(chunk, from);
          if (place.offset === from) throw damaged(from);
          if (records.length > 0) return records;
          continue;
        }
        const next = isLast ? undefined : options.following(place.firstIndex);
        if (next === undefined) return [];
        place = { firstIndex: next, offset: 0 };
      }
    },
    async close() {
      await handle?.close();
      handle = null;
      openSegment = -1;
    },
  };
}
