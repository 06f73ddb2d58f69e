import type { EngagementFunnel, FunnelRow, FunnelStage } from '@/lib/contracts/engagement-panels';
import { formatCount } from './format-number';
import { measured, measuredPercent } from './format-ratio';
import { periodText } from './orders-period';
import { beforeWords, periodWords } from './window-words';

export interface FunnelBar {
  readonly stage: FunnelStage;
  readonly title: string;
  readonly count: string;
  /** Of the widest bar, 0..1. */
  readonly width: number;
  /** The stage above, on the same scale; null for the first. */
  readonly outline: number | null;
  readonly rate: {
    readonly value: string;
    /** `of views`. */
    readonly of: string;
    /** `, hour before 50.1 %`; empty where nothing is stored of it. */
    readonly beside: string;
    readonly line: readonly (number | null)[];
  } | null;
}

export interface FunnelModel {
  readonly bars: readonly FunnelBar[];
  /** Ratings per 100 views: of the window and before. */
  readonly foot: { readonly words: string; readonly value: string };
}

const titles: Readonly<Record<FunnelStage, string>> = { views: 'Views', clicks: 'Clicks', ratings: 'Ratings' };

/** `50.0`: events per 100; an en dash where they would be of nothing. */
const perHundred = (ratio: number | null): string => measured(ratio === null ? null : ratio * 100);

/** Everything the funnel draws. */
export function prepareFunnel({ rows, filters }: EngagementFunnel): FunnelModel {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const before = beforeWords(filters);
  const last = rows.at(-1);
  return {
    bars: rows.map((row, index) => {
      const above = rows[index - 1];
      return {
        stage: row.stage,
        title: titles[row.stage],
        count: formatCount(row.count),
        width: row.count / most,
        outline: above === undefined ? null : above.count / most,
        rate: above === undefined ? null : rateOf(row, above.stage, before),
      };
    }),
    foot: {
      words: `Ratings per 100 views${last?.perViewBefore == null ? '' : `, ${before} ${perHundred(last.perViewBefore)}`}`,
      value: perHundred(last?.perView ?? null),
    },
  };
}

const rateOf = (row: FunnelRow, above: FunnelStage, before: string): FunnelBar['rate'] => ({
  value: measuredPercent(row.rate),
  of: `of ${above}`,
  beside: row.rateBefore === null ? '' : `, ${before} ${measuredPercent(row.rateBefore)}`,
  line: row.rates,
});

/** `100 views bring 50.0 clicks and 16.7 ratings`. */
export function funnelHeadline({ rows }: EngagementFunnel): string {
  const [views, clicks, ratings] = rows;
  if (views === undefined || clicks === undefined || ratings === undefined) return 'Views, clicks and ratings';
  if (views.count === 0)
    return `No views; clicks: ${formatCount(clicks.count)}, ratings: ${formatCount(ratings.count)}`;
  return `100 views bring ${perHundred(clicks.perView)} clicks and ${perHundred(ratings.perView)} ratings`;
}

export function funnelSubtitle(answer: EngagementFunnel): { long: string; short: string } {
  const n = `n = ${formatCount(answer.total)}`;
  const period = periodWords(answer.filters, periodText(answer.filters));
  return {
    long: `Funnel: ratios of counts, not paths of one person · ${period} · ${n} events`,
    short: `Funnel: ratios of counts · ${period} · ${n}`,
  };
}
