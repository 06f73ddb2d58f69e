'use client';

import { useMemo } from 'react';
import { StackedColumns, StackedLegend } from '@/components/charts/stacked-columns';
import { formatCount } from '@/components/prepare/format-number';
import { overTimeHeadline, overTimeSubtitle, prepareOverTime, stepTitle } from '@/components/prepare/ratings-over-time';
import { ratingsSubtitle } from '@/components/prepare/ratings-words';
import { type OverTimeRow, type RatingsOverTime, ratingValues } from '@/lib/contracts/ratings-panels';
import { PeriodEmpty } from './ratings-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

const count = (value: number | null): string => (value === null ? '–' : formatCount(value));

function Body({ answer, embedded }: BodyProps<RatingsOverTime>) {
  const model = useMemo(() => prepareOverTime(answer), [answer]);
  return (
    <div
      className={embedded ? 'flex h-full flex-col [@container_embed_(min-height:240px)]:pb-5' : 'flex h-full flex-col'}
    >
      <div className="min-h-0 flex-1">
        <StackedColumns model={model} label={`${answer.title}: ${overTimeHeadline(answer)}`} />
      </div>
      <div className="mt-1 ml-11 shrink-0 overflow-hidden [@container_embed_(max-height:279px)]:hidden">
        <StackedLegend unknown={model.unknown.length > 0} />
      </div>
    </div>
  );
}

/** When ratings are given, and which. */
export const ratingsOverTimeView: StoredView<RatingsOverTime> = {
  id: 'ratings-over-time',
  waiting: 'From the stored ratings',
  describe: (answer) => ({
    title: overTimeHeadline(answer),
    subtitle: overTimeSubtitle(answer),
    short: { title: overTimeHeadline(answer), subtitle: ratingsSubtitle(answer, `Ratings per ${answer.step}`) },
    lastValue: answer.total,
  }),
  Body,
  table: ({ rows, step, filters }) =>
    panelTable<OverTimeRow>({
      columns: [
        { key: 'time', title: `From, ${filters.tz}`, leading: true, cell: (row) => stepTitle(row.time, step) },
        { key: 'ratings', title: 'Ratings', align: 'right', cell: (row) => count(row.ratings) },
        ...ratingValues.map((rating) => ({
          ...{ key: rating, title: rating, align: 'right' as const },
          cell: (row: OverTimeRow) => count(row[rating]),
        })),
      ],
      rows,
      rowKey: (row) => row.from,
    }),
  Empty: PeriodEmpty,
};
