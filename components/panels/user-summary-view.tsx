'use client';

import { formatCount } from '@/components/prepare/format-number';
import { ratingText } from '@/components/prepare/list-words';
import { summaryHeadline, summaryTiles } from '@/components/prepare/user-summary';
import type { SummaryRow, UserSummary } from '@/lib/contracts/user-panels';
import { utcMinute } from '@/lib/domain/utc-minute';
import { FigureTiles } from './figure-tiles';
import { ListsEmpty } from './lists-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

const Body = ({ answer }: BodyProps<UserSummary>) => (
  <div className="@container h-full">
    <FigureTiles tiles={summaryTiles(answer)} framed={false} />
  </div>
);

/** Totals of a list, and of another beside it. */
export const userSummaryView: StoredView<UserSummary> = {
  id: 'user-summary',
  waiting: 'From the stored film lists',
  describe(answer) {
    const [own] = answer.rows;
    return {
      title: summaryHeadline(answer),
      subtitle: `Totals of the list · last event ${own === undefined ? '–' : utcMinute(own.lastChangeAt)}`,
      lastValue: own?.films ?? null,
    };
  },
  Body,
  table: ({ rows }) =>
    panelTable<SummaryRow>({
      columns: [
        { key: 'user', title: 'User', leading: true, cell: (row) => row.user },
        { key: 'films', title: 'Films', align: 'right', cell: (row) => formatCount(row.films) },
        { key: 'watchMinutes', title: 'Minutes', align: 'right', cell: (row) => formatCount(row.watchMinutes) },
        { key: 'rated', title: 'Rated', align: 'right', cell: (row) => formatCount(row.rated) },
        { key: 'meanRating', title: 'Mean', align: 'right', cell: (row) => ratingText(row.meanRating) },
        { key: 'months', title: 'Months', align: 'right', cell: (row) => formatCount(row.months) },
      ],
      rows,
      rowKey: (row) => row.user,
    }),
  Empty: ({ answer }) => <ListsEmpty user={answer.filters.user} what="Nothing is known of this list" />,
};
