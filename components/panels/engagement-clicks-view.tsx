'use client';

import { BesideBars } from '@/components/charts/beside-bars';
import { clickShares, gainHeadline, prepareShares, sharesSubtitle } from '@/components/prepare/engagement-shares';
import { formatCount } from '@/components/prepare/format-number';
import type { ClickTypeRow, EngagementClicks } from '@/lib/contracts/engagement-panels';
import { EngagementEmpty } from './engagement-empty';
import { exactCount, exactShare } from './exact-cells';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

function Body({ answer, embedded }: BodyProps<EngagementClicks>) {
  return (
    <div className={embedded ? 'h-full [@container_embed_(min-height:240px)]:h-[calc(100%-24px)]' : 'h-full'}>
      <BesideBars bars={prepareShares(clickShares(answer))} label={answer.title} unit="Share of clicks" />
    </div>
  );
}

/** What is clicked. */
export const engagementClicksView: StoredView<EngagementClicks> = {
  id: 'engagement-clicks',
  waiting: 'From the stored clicks',
  describe(answer) {
    const heading = gainHeadline(clickShares(answer), 'clicks', answer.title);
    const { long, short } = sharesSubtitle(answer, 'Clicks by type');
    return { title: heading, subtitle: long, short: { title: heading, subtitle: short }, lastValue: answer.total };
  },
  Body,
  table: ({ rows }) =>
    panelTable<ClickTypeRow>({
      columns: [
        { key: 'clickType', title: 'Type', leading: true, cell: (row) => row.clickType },
        { key: 'count', title: 'Clicks', align: 'right', cell: (row) => formatCount(row.count) },
        { key: 'share', title: 'Share', align: 'right', cell: (row) => exactShare(row.share) },
        { key: 'countBefore', title: 'Before', align: 'right', cell: (row) => exactCount(row.countBefore) },
        { key: 'shareBefore', title: 'Share', align: 'right', cell: (row) => exactShare(row.shareBefore) },
      ],
      rows,
      rowKey: (row) => row.clickType,
    }),
  Empty: EngagementEmpty,
};
