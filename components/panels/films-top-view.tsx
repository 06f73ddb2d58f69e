'use client';

import { FilmsTable, filmRowHeight } from '@/components/charts/films-table';
import { useElementSize } from '@/components/charts/use-element-size';
import { filmsHeadline, filmsShort, filmsSubtitle, filmTitle, starsText } from '@/components/prepare/films-top';
import { formatCount } from '@/components/prepare/format-number';
import type { FilmsTop, FilmsTopRow } from '@/lib/contracts/ratings-panels';
import { FilmsEmpty } from './ratings-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

const headHeight = 24;
/** Rows for a frame of 640x360, until its true height is known. */
const assumedRows = 7;

function Body({ answer, embedded }: BodyProps<FilmsTop>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  if (!embedded) return <FilmsTable films={answer.rows} label={answer.title} />;
  const rows = size === null ? assumedRows : Math.max(1, Math.floor((size.height - headHeight) / filmRowHeight));
  return (
    <div ref={body} className="h-full overflow-hidden [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]">
      <FilmsTable films={answer.rows.slice(0, rows)} label={answer.title} />
    </div>
  );
}

/** The films that are rated best. */
export const filmsTopView: StoredView<FilmsTop> = {
  id: 'films-top',
  waiting: 'From the stored ratings',
  describe: (answer) => ({
    title: filmsHeadline(answer),
    subtitle: filmsSubtitle(answer),
    short: filmsShort(answer),
    lastValue: answer.qualifying,
  }),
  Body,
  table: ({ rows }) =>
    panelTable<FilmsTopRow>({
      columns: [
        { key: 'rank', title: 'Rank', align: 'right', cell: (row) => row.rank },
        { key: 'title', title: 'Film', leading: true, cell: filmTitle },
        { key: 'year', title: 'Year', align: 'right', cell: (row) => row.year ?? '–' },
        { key: 'genres', title: 'Genres', cell: (row) => row.genres.join(', ') || '–' },
        { key: 'ratings', title: 'Ratings', align: 'right', cell: (row) => formatCount(row.ratings) },
        { key: 'mean', title: 'Mean', align: 'right', cell: (row) => starsText(row.mean) },
        { key: 'shrunkenMean', title: 'Shrunken mean', align: 'right', cell: (row) => starsText(row.shrunkenMean) },
        { key: 'deviation', title: 'Deviation', align: 'right', cell: (row) => starsText(row.deviation) },
      ],
      rows,
      rowKey: (row) => String(row.film),
    }),
  Empty: FilmsEmpty,
};
