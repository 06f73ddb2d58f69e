import { type StreamName, streamNames } from '../contracts/streams';
import type { Database } from './client';

/** Valid records of a stream that were treated in a way worth knowing. */
export interface FoldNoteCount {
  readonly stream: StreamName;
  readonly note: string;
  readonly count: bigint;
}

/** Every note ever made, by stream in the order they are shown, the most frequent first. */
export async function readFoldNotes(database: Database): Promise<readonly FoldNoteCount[]> {
  const rows = await database.foldNote.findMany();
  return streamNames.flatMap((stream) =>
    rows
      .filter((row) => row.stream === stream)
      .sort((a, b) => (a.count === b.count ? (a.note < b.note ? -1 : 1) : a.count > b.count ? -1 : 1))
      .map(({ note, count }) => ({ stream, note, count })),
  );
}
