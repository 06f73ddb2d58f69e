import { formatCount } from '@/components/prepare/format-number';
import { type Column, Table } from '@/components/ui/table';

export interface FoldNoteRow {
  readonly stream: string;
  readonly note: string;
  readonly words: string;
  /** Exact, as decimal text. */
  readonly count: string;
}

const columns: readonly Column<FoldNoteRow>[] = [
  { key: 'stream', title: 'Stream', leading: true, cell: (row) => row.stream },
  { key: 'words', title: 'What was done', cell: (row) => row.words },
  { key: 'count', title: 'Times', align: 'right', cell: (row) => formatCount(BigInt(row.count)) },
];

/** Valid records that were treated in a way worth knowing, since the stream was first consumed; null = not measured. */
export function FoldNotesTable({ rows }: { rows: readonly FoldNoteRow[] | null }) {
  return (
    <section data-testid="fold-notes" className="mt-4 rounded-8 border border-line bg-panel p-[15px]">
      <h2 className="font-medium text-15">Treated specially</h2>
      <p className="mb-2 text-12 text-muted">
        Valid records that changed less, or something else, than they say · since the stream was first consumed
      </p>
      {rows === null ? (
        <p className="text-13 text-muted">Not measured: the database does not answer.</p>
      ) : rows.length === 0 ? (
        <p className="text-13 text-muted">None so far: every valid record was taken as it was.</p>
      ) : (
        <Table
          caption="Records treated specially"
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.stream} ${row.note}`}
        />
      )}
    </section>
  );
}
