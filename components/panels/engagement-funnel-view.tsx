'use client';

import { FunnelChart } from '@/components/charts/funnel-chart';
import { funnelHeadline, funnelSubtitle, prepareFunnel } from '@/components/prepare/engagement-funnel';
import { formatCount } from '@/components/prepare/format-number';
import type { EngagementFunnel, FunnelRow } from '@/lib/contracts/engagement-panels';
import { EngagementEmpty } from './engagement-empty';
import { exactCount, exactShare } from './exact-cells';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

function Body({ answer, embedded }: BodyProps<EngagementFunnel>) {
  return (
    <div className={embedded ? 'h-full [@container_embed_(min-height:240px)]:h-[calc(100%-24px)]' : 'h-full'}>
      <FunnelChart model={prepareFunnel(answer)} label={answer.title} />
    </div>
  );
}

/** What becomes of views. */
export const engagementFunnelView: StoredView<EngagementFunnel> = {
  id: 'engagement-funnel',
  waiting: 'From the stored views, clicks and ratings',
  describe(answer) {
    const heading = funnelHeadline(answer);
    const { long, short } = funnelSubtitle(answer);
    return { title: heading, subtitle: long, short: { title: heading, subtitle: short }, lastValue: answer.total };
  },
  Body,
  table: ({ rows }) =>
    panelTable<FunnelRow>({
      columns: [
        { key: 'stage', title: 'Stage', leading: true, cell: (row) => row.stage },
        { key: 'count', title: 'Events', align: 'right', cell: (row) => formatCount(row.count) },
        { key: 'countBefore', title: 'Before', align: 'right', cell: (row) => exactCount(row.countBefore) },
        { key: 'rate', title: 'Of the stage above', align: 'right', cell: (row) => exactShare(row.rate) },
        { key: 'rateBefore', title: 'Before', align: 'right', cell: (row) => exactShare(row.rateBefore) },
        { key: 'perView', title: 'Of views', align: 'right', cell: (row) => exactShare(row.perView) },
        { key: 'perViewBefore', title: 'Before', align: 'right', cell: (row) => exactShare(row.perViewBefore) },
      ],
      rows,
      rowKey: (row) => row.stage,
    }),
  Empty: EngagementEmpty,
};
