import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { segmentPath, syncDirectory } from './segment-files';

/** A place in the outbox: bytes from the front of the segment that begins with `firstIndex`. */
export interface Place {
  readonly firstIndex: number;
  readonly offset: number;
}

export interface GroupWriter {
  /** Everything before it is on disk. */
  readonly durable: { readonly index: number; readonly place: Place };
  /** Takes a frame; `endIndex`: records accepted with it. `isNew`: it is the first of its segment. */
  write(frame: Buffer, place: Place, endIndex: number, isNew: boolean): void;
  /** Resolves when everything taken is on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface Part {
  readonly firstIndex: number;
  readonly isNew: boolean;
  readonly frames: Buffer[];
  offset: number;
}

/**
 * Appends frames and forces them to the disk in groups: while one group is on its way the next one gathers, so a frame
 * waits for at most one sync before its own.
 */
export function createGroupWriter(options: {
  directory: string;
  start: { readonly index: number; readonly place: Place };
  onDurable: () => void;
  onFailed: (error: unknown) => void;
  openFile?: typeof open;
}): GroupWriter {
  const { directory, openFile = open } = options;
  let durable = options.start;
  let gathered: Part[] = [];
  let endIndex = durable.index;
  let handle: FileHandle | null = null;
  let openSegment = -1;
  let busy: Promise<void> | null = null;

  const writePart = async (part: Part): Promise<void> => {
    if (part.firstIndex !== openSegment) {
      await handle?.close();
      handle = null;
      handle = await openFile(segmentPath(directory, part.firstIndex), part.isNew ? 'wx' : 'a');
      openSegment = part.firstIndex;
    }
    await (handle as FileHandle).appendFile(part.frames.length === 1 ? part.frames[0]! : Buffer.concat(part.frames));
    await (handle as FileHandle).datasync();
    if (part.isNew) syncDirectory(directory);
  };

  const writeAll = async (): Promise<void> => {
    while (gathered.length > 0) {
      // The rest of this turn belongs to the same group.
      await nextTurn();
      const parts = gathered;
      const index = endIndex;
      gathered = [];
      for (const part of parts) await writePart(part);
      const last = parts.at(-1)!;
      durable = { index, place: { firstIndex: last.firstIndex, offset: last.offset } };
      options.onDurable();
    }
  };

  return {
    get durable() {
      return durable;
    },
    write(frame, place, end, isNew) {
      const current = gathered.at(-1);
      const offset = place.offset + frame.length;
      if (current?.firstIndex === place.firstIndex) {
        current.frames.push(frame);
        current.offset = offset;
      } else gathered.push({ firstIndex: place.firstIndex, isNew, frames: [frame], offset });
      endIndex = end;
      busy ??= writeAll()
        .catch(options.onFailed)
        .finally(() => {
          busy = null;
        });
    },
    async flush() {
      await busy;
    },
    async close() {
      await busy;
      await handle?.close();
      handle = null;
    },
  };
}
