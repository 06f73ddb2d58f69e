import type { EngagementFilters, TrendingWindow } from '@/lib/contracts/engagement-panels';

/** How a window is spoken of. */
export interface WindowWords {
  /** `24 h`: in a subtitle. */
  readonly length: string;
  /** `hour before`: what stands beside it. */
  readonly before: string;
  /** `in the last hour`. */
  readonly last: string;
  /** The last sixth of it. */
  readonly recent: string;
}

const nbsp = '\u00a0';

export const trendingWords: Readonly<Record<TrendingWindow, WindowWords>> = {
  '1h': { length: `1${nbsp}h`, before: 'hour before', last: 'in the last hour', recent: `10${nbsp}min` },
  '24h': { length: `24${nbsp}h`, before: 'day before', last: 'in the last day', recent: `4${nbsp}h` },
  '7d': { length: `7${nbsp}d`, before: 'week before', last: 'in the last week', recent: `28${nbsp}h` },
};

const beforeOf = { '1h': 'hour before', '24h': 'day before', '7d': 'week before' } as const;

/** The window before, of a panel over whole hours. */
export function beforeWords({ window }: Pick<EngagementFilters, 'window'>): string {
  if (window === null) return 'as long before';
  if (window === '28d' || window === '90d') return `${window.slice(0, -1)} days before`;
  return beforeOf[window];
}

/** `running hour`, `24 h`, `25 Oct 2026 00:00 – 26 Oct 2026 00:00 Europe/Warsaw`: which hours are counted. */
export function periodWords(filters: EngagementFilters, periodText: string): string {
  const { window, tz } = filters;
  if (window === '1h') return 'running hour';
  if (window === null) return `${periodText} ${tz}`;
  return window.replace(/(\d+)/, `$1${nbsp}`);
}
