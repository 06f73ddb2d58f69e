import type { EngagementShare, FunnelRow, FunnelStage } from '@/lib/contracts/engagement-panels';
import type { FunnelCounts } from '@/lib/db/query-engagement-funnel';
import type { CountBeside } from '@/lib/db/query-engagement-selection';

const ratio = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole;

const above = { views: null, clicks: 'views', ratings: 'clicks' } as const;

/** The stages with their rates, which are ratios of counts. */
export function funnelRows(counts: FunnelCounts): readonly FunnelRow[] {
  return (['views', 'clicks', 'ratings'] as const).map((stage: FunnelStage): FunnelRow => {
    const { count, countBefore, steps } = counts[stage];
    const whole = above[stage] === null ? null : counts[above[stage]];
    const isFirst = whole === null;
    return {
      ...{ stage, count, countBefore },
      rate: ratio(count, whole?.count ?? null),
      rateBefore: ratio(countBefore, whole?.countBefore ?? null),
      perView: isFirst ? null : ratio(count, counts.views.count),
      perViewBefore: isFirst ? null : ratio(countBefore, counts.views.countBefore),
      rates: isFirst ? [] : steps.map((events, at) => ratio(events, whole.steps[at]!)),
    };
  });
}

/** Counts with their shares of all rows, now and in the window before. */
export function shareRows<Row extends CountBeside>(rows: readonly Row[]): readonly (Row & EngagementShare)[] {
  const whole = rows.reduce((sum, row) => sum + row.count, 0);
  const wholeBefore = rows.reduce((sum, row) => sum + (row.countBefore ?? 0), 0);
  return rows.map((row) => ({
    ...row,
    share: ratio(row.count, whole),
    shareBefore: ratio(row.countBefore, wholeBefore),
  }));
}
