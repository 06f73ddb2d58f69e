import type { StreamName } from '../contracts/streams';
import type { SqlStatement } from './stream';

/**
 * Adds to `fold_note` how many valid records were treated in a way worth knowing, by note; one statement, rows sorted,
 * none without a note. It writes a table that streams share, so it comes last of a stream's statements.
 */
export function foldNoteStatements(stream: StreamName, notes: ReadonlyMap<string, number>): readonly SqlStatement[] {
  const rows = [...notes].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return [];
  return [
    {
      text: `INSERT INTO fold_note AS t (stream, note, count)
SELECT $1, note, count FROM unnest($2::text[], $3::int8[]) AS v(note, count)
ON CONFLICT (stream, note) DO UPDATE SET count = t.count + excluded.count`,
      values: [stream, rows.map(([note]) => note), rows.map(([, count]) => count)],
    },
  ];
}
