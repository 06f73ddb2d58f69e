'use client';

import { notMeasured } from '@/components/prepare/format-number';
import { listLines, listsHeadline, listsSubtitle, shortHeadline } from '@/components/prepare/trending';
import type { ListsTrending, ListsTrendingRow } from '@/lib/contracts/engagement-panels';
import { EmptyBody } from './empty-body';
import { type BodyProps, panelTable, type StoredView } from './stored-view';
import { TrendingBody } from './trending-body';
import { filmColumns } from './trending-columns';

const roomOnPage = 5;

function Body({ answer, embedded }: BodyProps<ListsTrending>) {
  return (
    <TrendingBody
      lines={listLines(answer)}
      rows={roomOnPage}
      films={answer.films}
      window={answer.filters.window}
      words={{ events: 'Adds', note: 'Genres', one: 'an addition' }}
      label={answer.title}
      embedded={embedded}
    />
  );
}

function Empty() {
  return (
    <EmptyBody
      title="No film was added to a list"
      sentence="No addition of the last weeks is stored. This makes some:"
      command="npx streamscope produce movie-events --events-per-second 20"
    />
  );
}

/** What people add to their film lists. */
export const listsTrendingView: StoredView<ListsTrending> = {
  id: 'lists-trending',
  waiting: 'From the stored minutes of film lists',
  describe(answer) {
    const heading = listsHeadline(answer);
    const { long, short } = listsSubtitle(answer);
    return {
      title: heading,
      subtitle: long,
      short: { title: shortHeadline(answer), subtitle: short },
      lastValue: answer.events,
    };
  },
  Body,
  table: ({ rows }) =>
    panelTable<ListsTrendingRow>({
      columns: [...filmColumns, { key: 'genres', title: 'Genres', cell: (row) => row.genres ?? notMeasured }],
      rows,
      rowKey: (row) => String(row.film),
    }),
  Empty,
};
