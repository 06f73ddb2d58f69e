'use client';

import { useMemo } from 'react';
import { ColumnChart } from '@/components/charts/column-chart';
import { formatCount } from '@/components/prepare/format-number';
import {
  type MonthMeasure,
  monthsHeadline,
  monthsShort,
  monthsSubtitle,
  prepareMonths,
} from '@/components/prepare/user-months';
import type { MonthRow, UserMonths } from '@/lib/contracts/user-panels';
import { columnRoom } from './column-room';
import { ListsEmpty } from './lists-empty';
import { otherColumn } from './other-column';
import { type BodyProps, type Look, panelTable, type StoredView } from './stored-view';

const measureOf = (look: Look): MonthMeasure => (look.measure === 'watch-time' ? 'watch-time' : 'films');

function Body({ answer, look, embedded }: BodyProps<UserMonths>) {
  const measure = measureOf(look);
  const model = useMemo(() => prepareMonths(answer, measure), [answer, measure]);
  return (
    <div className={columnRoom(embedded)}>
      <ColumnChart model={model} label={answer.title} />
    </div>
  );
}

/** What was watched when. */
export const userMonthsView: StoredView<UserMonths> = {
  id: 'user-months',
  waiting: 'From the stored film lists',
  describe(answer, { look, embedded }) {
    const measure = measureOf(look);
    const model = prepareMonths(answer, measure);
    return {
      title: monthsHeadline(model, measure),
      subtitle: monthsSubtitle(answer, model, measure, embedded),
      short: monthsShort(answer, model, measure, embedded),
      lastValue: model.films,
    };
  },
  Body,
  table: ({ rows, filters }) =>
    panelTable<MonthRow>({
      columns: [
        { key: 'month', title: 'Month', leading: true, cell: (row) => row.month },
        { key: 'films', title: 'Films', align: 'right', cell: (row) => formatCount(row.films) },
        { key: 'watchMinutes', title: 'Minutes', align: 'right', cell: (row) => formatCount(row.watchMinutes) },
        { key: 'rated', title: 'Rated', align: 'right', cell: (row) => formatCount(row.rated) },
        ...otherColumn<MonthRow>(filters.with),
      ],
      rows,
      rowKey: (row) => row.month,
    }),
  Empty: ({ answer }) => <ListsEmpty user={answer.filters.user} what="The list holds no film" />,
};
