import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The column that is read first: medium weight. */
  readonly leading?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** Rows and columns with a caption for screen readers; numbers right-aligned. Scrolls sideways when short of room. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <section className="h-full w-full overflow-auto" tabIndex={0} aria-label={caption}>
      <table className="w-full border-collapse text-13">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-panel">
          <tr className="h-7 border-line border-b text-12 text-muted">
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classNames('pr-4 font-normal last:pr-0', alignOf(column))}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="h-8 border-grid border-b">
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={classNames('pr-4 last:pr-0', alignOf(column), column.leading && 'font-medium')}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function alignOf<Row>(column: Column<Row>): string {
  return column.align === 'right' ? 'text-right' : 'text-left';
}
