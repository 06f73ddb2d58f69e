'use client';

import { useMemo } from 'react';
import { DistributionChart } from '@/components/charts/distribution-chart';
import { formatCount } from '@/components/prepare/format-number';
import {
  distributionHeadline,
  distributionSubtitle,
  gapHeadline,
  prepareDistribution,
} from '@/components/prepare/ratings-distribution';
import { ratingsSubtitle, signedPoints } from '@/components/prepare/ratings-words';
import type { DistributionRow, RatingsDistribution } from '@/lib/contracts/ratings-panels';
import { PeriodEmpty } from './ratings-empty';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

const percent = (share: number): string => `${(share * 100).toFixed(2)}\u00a0%`;

function Body({ answer, embedded }: BodyProps<RatingsDistribution>) {
  const model = useMemo(() => prepareDistribution(answer), [answer]);
  return (
    <div className={embedded ? 'h-full pb-1 [@container_embed_(min-height:240px)]:pb-5' : 'h-full'}>
      <DistributionChart model={model} label={answer.title} />
    </div>
  );
}

/** How often each value is given, beside the model. */
export const ratingsDistributionView: StoredView<RatingsDistribution> = {
  id: 'ratings-distribution',
  waiting: 'From the stored ratings',
  describe: (answer) => ({
    title: distributionHeadline(answer),
    subtitle: distributionSubtitle(answer),
    short: { title: gapHeadline(answer), subtitle: ratingsSubtitle(answer, 'Distribution, % of all') },
    lastValue: answer.total,
  }),
  Body,
  table: ({ rows }) =>
    panelTable<DistributionRow>({
      columns: [
        { key: 'rating', title: 'Rating', leading: true, cell: (row) => row.rating },
        { key: 'count', title: 'Ratings', align: 'right', cell: (row) => formatCount(row.count) },
        { key: 'share', title: 'Share', align: 'right', cell: (row) => percent(row.share) },
        { key: 'expectedShare', title: 'Expected', align: 'right', cell: (row) => percent(row.expectedShare) },
        { key: 'low', title: 'From', align: 'right', cell: (row) => percent(row.low) },
        { key: 'high', title: 'To', align: 'right', cell: (row) => percent(row.high) },
        { key: 'difference', title: 'Points', align: 'right', cell: (row) => signedPoints(row.difference) },
        { key: 'outside', title: 'Range', cell: (row) => (row.outside ? 'outside' : 'inside') },
      ],
      rows,
      rowKey: (row) => row.rating,
    }),
  Empty: PeriodEmpty,
};
