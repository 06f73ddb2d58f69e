import 'server-only';
import type { FoldNoteRow } from '@/components/panels/fold-notes-table';
import { noteWords } from '@/components/prepare/note-words';
import { streams } from '@/lib/contracts/streams';
import { readFoldNotes } from '@/lib/db/read-fold-notes';
import { dependencies } from './dependencies';

/** Records that were treated specially, in words; null when the database does not answer. Never throws. */
export async function loadFoldNotes(): Promise<readonly FoldNoteRow[] | null> {
  try {
    const notes = await readFoldNotes(dependencies().database);
    return notes.map(({ stream, note, count }) => ({
      stream: streams[stream].title,
      note,
      words: noteWords(note),
      count: String(count),
    }));
  } catch (error) {
    console.error('the fold notes could not be read:', error instanceof Error ? error.message : error);
    return null;
  }
}
