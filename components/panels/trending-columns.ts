import { formatCount, notMeasured } from '@/components/prepare/format-number';
import type { Column } from '@/components/ui/table';
import type { FilmsTrendingRow, ListsTrendingRow } from '@/lib/contracts/engagement-panels';

type Row = FilmsTrendingRow | ListsTrendingRow;

/** What the tables of both rankings show of a film. */
export const filmColumns: readonly Column<Row>[] = [
  { key: 'rank', title: 'Rank', align: 'right', cell: (row) => row.rank },
  { key: 'rankBefore', title: 'Before', align: 'right', cell: (row) => row.rankBefore ?? notMeasured },
  { key: 'film', title: 'Film', align: 'right', cell: (row) => row.film },
  { key: 'title', title: 'Title', leading: true, cell: (row) => row.title ?? notMeasured },
  { key: 'year', title: 'Year', align: 'right', cell: (row) => row.year ?? notMeasured },
  { key: 'score', title: 'Score', align: 'right', cell: (row) => row.score.toFixed(4) },
  { key: 'events', title: 'Events', align: 'right', cell: (row) => formatCount(row.events) },
  { key: 'eventsBefore', title: 'Before', align: 'right', cell: (row) => formatCount(row.eventsBefore) },
];
