'use client';

import { useMemo } from 'react';
import { BiasChart, biasRowHeight } from '@/components/charts/bias-chart';
import { useElementSize } from '@/components/charts/use-element-size';
import { formatCount } from '@/components/prepare/format-number';
import {
  genreName,
  genresHeadline,
  genresShort,
  genresSubtitle,
  prepareGenres,
} from '@/components/prepare/ratings-genres';
import type { GenreRow, RatingsGenres } from '@/lib/contracts/ratings-panels';
import { GenresEmpty } from './ratings-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

const headHeight = 20;
/** Rows for a frame of 640x360, until its true height is known. */
const assumedRows = 15;
const percent = (share: number): string => `${(share * 100).toFixed(2)}\u00a0%`;

function Body({ answer, embedded }: BodyProps<RatingsGenres>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  const model = useMemo(() => prepareGenres(answer), [answer]);
  if (!embedded) return <BiasChart model={model} label={answer.title} />;
  const room = size === null ? assumedRows : Math.max(2, Math.floor((size.height - headHeight) / biasRowHeight));
  const rows = Math.min(room, model.genres.length);
  return (
    <div className="flex h-full flex-col">
      <div ref={body} className="min-h-0 flex-1 overflow-hidden">
        <BiasChart model={model} label={answer.title} rows={rows} />
      </div>
      <p className="h-5 shrink-0 pt-1 text-12 text-muted leading-4 [@container_embed_(max-height:239px)]:hidden">
        {rows < model.genres.length ? `${model.genres.length - rows} genres below are not shown` : ''}
      </p>
    </div>
  );
}

/** What people rate most, beside the model. */
export const ratingsGenresView: StoredView<RatingsGenres> = {
  id: 'ratings-genres',
  waiting: 'From the stored ratings',
  describe: (answer) => ({
    title: genresHeadline(answer),
    subtitle: genresSubtitle(answer),
    short: {
      title: genresShort(answer),
      subtitle: `Genre bias: most-rated by % of users · n = ${formatCount(answer.users)}`,
    },
    lastValue: answer.users,
  }),
  Body,
  table: ({ rows }) =>
    panelTable<GenreRow>({
      columns: [
        { key: 'genre', title: 'Genre', leading: true, cell: (row) => genreName(row.genre) },
        { key: 'leading', title: 'Most rated by', align: 'right', cell: (row) => formatCount(row.leading) },
        { key: 'leadingShare', title: 'Share', align: 'right', cell: (row) => percent(row.leadingShare) },
        { key: 'leadingExpected', title: 'Expected', align: 'right', cell: (row) => percent(row.leadingExpected) },
        { key: 'top', title: 'In the top three of', align: 'right', cell: (row) => formatCount(row.top) },
        { key: 'topShare', title: 'Share', align: 'right', cell: (row) => percent(row.topShare) },
        { key: 'topExpected', title: 'Expected', align: 'right', cell: (row) => percent(row.topExpected) },
      ],
      rows,
      rowKey: (row) => row.genre,
    }),
  Empty: GenresEmpty,
};
