'use client';

import { BesideBars } from '@/components/charts/beside-bars';
import { deviceShares, leadHeadline, prepareShares, sharesSubtitle } from '@/components/prepare/engagement-shares';
import { formatCount } from '@/components/prepare/format-number';
import type { DeviceRow, EngagementDevices } from '@/lib/contracts/engagement-panels';
import { EngagementEmpty } from './engagement-empty';
import { exactCount, exactShare } from './exact-cells';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

function Body({ answer, embedded }: BodyProps<EngagementDevices>) {
  return (
    <div className={embedded ? 'h-full [@container_embed_(min-height:240px)]:h-[calc(100%-24px)]' : 'h-full'}>
      <BesideBars bars={prepareShares(deviceShares(answer))} label={answer.title} unit="Share of views" />
    </div>
  );
}

/** On what films are viewed. */
export const engagementDevicesView: StoredView<EngagementDevices> = {
  id: 'engagement-devices',
  waiting: 'From the stored views',
  describe(answer) {
    const heading = leadHeadline(deviceShares(answer), 'views', answer.title);
    const { long, short } = sharesSubtitle(answer, 'Views by device');
    return { title: heading, subtitle: long, short: { title: heading, subtitle: short }, lastValue: answer.total };
  },
  Body,
  table: ({ rows }) =>
    panelTable<DeviceRow>({
      columns: [
        { key: 'device', title: 'Device', leading: true, cell: (row) => row.device },
        { key: 'count', title: 'Views', align: 'right', cell: (row) => formatCount(row.count) },
        { key: 'share', title: 'Share', align: 'right', cell: (row) => exactShare(row.share) },
        { key: 'countBefore', title: 'Before', align: 'right', cell: (row) => exactCount(row.countBefore) },
        { key: 'shareBefore', title: 'Share', align: 'right', cell: (row) => exactShare(row.shareBefore) },
      ],
      rows,
      rowKey: (row) => row.device,
    }),
  Empty: EngagementEmpty,
};
