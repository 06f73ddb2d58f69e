'use client';

import { useElementSize } from '@/components/charts/use-element-size';
import { formatCount, notMeasured } from '@/components/prepare/format-number';
import {
  effectOf,
  inLastHour,
  newestHeadline,
  newestShort,
  newestSubtitle,
  whenAdded,
} from '@/components/prepare/user-newest';
import type { NewestRow, UserNewest } from '@/lib/contracts/user-panels';
import { ListsEmpty } from './lists-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

/** Rows on a page, and for a frame of 640x360 until its true height is known. */
const [roomOnPage, assumedRoom] = [7, 7];
const [headHeight, rowHeight] = [28, 32];

function Body({ answer, embedded }: BodyProps<UserNewest>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  const fitting = size === null ? assumedRoom : Math.max(2, Math.floor((size.height - headHeight) / rowHeight));
  const rows = answer.rows.slice(0, embedded ? fitting : roomOnPage);
  return (
    <div
      ref={body}
      className={
        embedded ? 'h-full overflow-hidden [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]' : 'h-full'
      }
    >
      <table aria-label="Films that came last" className="w-full table-fixed border-collapse text-13">
        <thead>
          <tr className="h-7 border-line border-b text-12 text-muted">
            <th scope="col" className="w-14 text-left font-normal">
              UTC
            </th>
            <th scope="col" className="text-left font-normal">
              Film
            </th>
            <th scope="col" className="w-20 text-right font-normal">
              Effect
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold two films of one name and minute
            <tr key={index} className="h-8 border-grid border-b last:border-0">
              <td className="whitespace-nowrap text-12 text-muted">{whenAdded(row, answer.generatedAt)}</td>
              <td className="truncate pr-3" title={row.title ?? undefined}>
                <span className="font-medium">{row.title ?? 'a film without a name'}</span>{' '}
                <span className="text-muted">{row.rating === null ? 'no rating' : row.rating.toFixed(1)}</span>
              </td>
              <td className="whitespace-nowrap text-right">{effectOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What came into the list of late. */
export const userNewestView: StoredView<UserNewest> = {
  id: 'user-newest',
  waiting: 'From the stored film lists',
  describe: (answer, { embedded }) => ({
    title: newestHeadline(answer),
    subtitle: newestSubtitle(answer, embedded),
    short: { title: newestShort(answer), subtitle: newestSubtitle(answer, embedded) },
    lastValue: inLastHour(answer),
  }),
  Body,
  table: ({ rows }) =>
    panelTable<NewestRow>({
      columns: [
        {
          ...{ key: 'addedAt', title: 'Came, UTC' },
          cell: (row) => `${row.addedAt.slice(0, 10)}\u00a0${row.addedAt.slice(11, 16)}`,
        },
        { key: 'title', title: 'Film', leading: true, cell: (row) => row.title ?? notMeasured },
        { key: 'year', title: 'Year', align: 'right', cell: (row) => row.year ?? notMeasured },
        { key: 'rating', title: 'Rating', align: 'right', cell: (row) => row.rating?.toFixed(1) ?? notMeasured },
        {
          ...{ key: 'watchMinutes', title: 'Minutes', align: 'right' },
          cell: (row) => (row.watchMinutes === null ? notMeasured : formatCount(row.watchMinutes)),
        },
      ],
      rows,
      rowKey: (row) => `${row.addedAt} ${row.title} ${row.year}`,
    }),
  Empty: ({ answer }) => (
    <ListsEmpty
      user={answer.filters.user}
      what={answer.films === 0 ? 'The list holds no film' : 'No film came within 35 days of its event'}
    />
  ),
};
