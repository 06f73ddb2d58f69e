'use client';

import { useMemo } from 'react';
import { ColumnChart } from '@/components/charts/column-chart';
import { formatCount, formatPercent } from '@/components/prepare/format-number';
import { prepareRatings, ratingsHeadline, ratingsShort, ratingsSubtitle } from '@/components/prepare/user-ratings';
import type { RatingRow, UserRatings } from '@/lib/contracts/user-panels';
import { columnRoom } from './column-room';
import { ListsEmpty } from './lists-empty';
import { otherColumn } from './other-column';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

function Body({ answer, embedded }: BodyProps<UserRatings>) {
  const model = useMemo(() => prepareRatings(answer), [answer]);
  return (
    <div className={columnRoom(embedded)}>
      <ColumnChart model={model} label={answer.title} />
    </div>
  );
}

/** How the list is rated. */
export const userRatingsView: StoredView<UserRatings> = {
  id: 'user-ratings',
  waiting: 'From the stored film lists',
  describe: (answer, { embedded }) => ({
    title: ratingsHeadline(answer),
    subtitle: ratingsSubtitle(answer, embedded),
    short: ratingsShort(answer, embedded),
    lastValue: answer.rated,
  }),
  Body,
  table: ({ rows, filters }) =>
    panelTable<RatingRow>({
      columns: [
        { key: 'rating', title: 'Rating', leading: true, cell: (row) => row.rating.toFixed(1) },
        { key: 'films', title: 'Films', align: 'right', cell: (row) => formatCount(row.films) },
        { key: 'share', title: 'Share', align: 'right', cell: (row) => formatPercent(row.share) },
        ...otherColumn<RatingRow>(filters.with),
      ],
      rows,
      rowKey: (row) => String(row.rating),
    }),
  Empty: ({ answer }) => <ListsEmpty user={answer.filters.user} what="No film of the list is rated" />,
};
