'use client';

import { formatCount } from '@/components/prepare/format-number';
import { filmLines, filmsHeadline, filmsSubtitle, shortHeadline } from '@/components/prepare/trending';
import type { FilmsTrending, FilmsTrendingRow } from '@/lib/contracts/engagement-panels';
import { EmptyBody } from './empty-body';
import { exactShare } from './exact-cells';
import { type BodyProps, panelTable, type StoredView } from './stored-view';
import { TrendingBody } from './trending-body';
import { filmColumns } from './trending-columns';

const roomOnPage = 10;

function Body({ answer, embedded }: BodyProps<FilmsTrending>) {
  return (
    <TrendingBody
      lines={filmLines(answer)}
      rows={roomOnPage}
      films={answer.films}
      window={answer.filters.window}
      words={{ events: 'Events', note: 'Why', one: 'an event' }}
      label={answer.title}
      embedded={embedded}
    />
  );
}

function Empty() {
  return (
    <EmptyBody
      title="Nothing happened to any film"
      sentence="No view, click or rating of the last weeks is stored. This makes some:"
      command="npx streamscope produce engagement --mode stream --events-per-second 50"
    />
  );
}

/** What trends, and why. */
export const filmsTrendingView: StoredView<FilmsTrending> = {
  id: 'films-trending',
  waiting: 'From the stored minutes of films',
  describe(answer) {
    const heading = filmsHeadline(answer);
    const { long, short } = filmsSubtitle(answer);
    return {
      title: heading,
      subtitle: long,
      short: { title: shortHeadline(answer), subtitle: short },
      lastValue: answer.events,
    };
  },
  Body,
  table: ({ rows }) =>
    panelTable<FilmsTrendingRow>({
      columns: [
        ...filmColumns,
        { key: 'views', title: 'Views', align: 'right', cell: (row) => formatCount(row.views) },
        { key: 'clicks', title: 'Clicks', align: 'right', cell: (row) => formatCount(row.clicks) },
        { key: 'ratings', title: 'Ratings', align: 'right', cell: (row) => formatCount(row.ratings) },
        { key: 'leads', title: 'Leads', cell: (row) => row.leads },
        { key: 'leadsShare', title: 'Of score', align: 'right', cell: (row) => exactShare(row.leadsShare) },
        { key: 'leadsRecent', title: 'Last sixth', align: 'right', cell: (row) => formatCount(row.leadsRecent) },
        { key: 'leadsEarlier', title: 'Rest', align: 'right', cell: (row) => formatCount(row.leadsEarlier) },
      ],
      rows,
      rowKey: (row) => String(row.film),
    }),
  Empty,
};
