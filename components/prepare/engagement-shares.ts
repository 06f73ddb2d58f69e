import type {
  EngagementAnswer,
  EngagementClicks,
  EngagementDevices,
  EngagementShare,
} from '@/lib/contracts/engagement-panels';
import { formatCount, formatNumber } from './format-number';
import { measuredPercent } from './format-ratio';
import { periodText } from './orders-period';
import { beforeWords, periodWords } from './window-words';

export interface ShareBar {
  readonly name: string;
  readonly leading: boolean;
  /** Of the longest bar or tick, 0..1. */
  readonly width: number;
  /** null = nothing is stored of the window before. */
  readonly tick: number | null;
  readonly share: string;
  /** `+1.1 points`; empty where there is nothing beside it. */
  readonly change: string;
}

type Named = EngagementShare & { readonly name: string };

/** `tv` is TV, `trailer` is Trailer. */
const nameOf = (value: string): string => (value === 'tv' ? 'TV' : value.charAt(0).toUpperCase() + value.slice(1));
/** Within a sentence. */
const spoken = (name: string): string => (name === 'TV' ? name : name.toLowerCase());

export const deviceShares = ({ rows }: EngagementDevices): readonly Named[] =>
  rows.map((row) => ({ ...row, name: nameOf(row.device) }));
export const clickShares = ({ rows }: EngagementClicks): readonly Named[] =>
  rows.map((row) => ({ ...row, name: nameOf(row.clickType) }));

const gainOf = ({ share, shareBefore }: EngagementShare): number | null =>
  share === null || shareBefore === null ? null : (share - shareBefore) * 100;

/** `+2.1 points`, one decimal. */
function pointsText(points: number): string {
  const size = Math.abs(points).toFixed(1);
  return `${size === '0.0' ? '±' : points < 0 ? '\u2212' : '+'}${size}\u00a0points`;
}

/** Bars of shares on one scale, and where they were in the window before. */
export function prepareShares(rows: readonly Named[]): readonly ShareBar[] {
  const most = Math.max(1e-9, ...rows.flatMap(({ share, shareBefore }) => [share ?? 0, shareBefore ?? 0]));
  return rows.map((row) => {
    const gain = gainOf(row);
    return {
      name: row.name,
      leading: row.count > 0 && row.count === rows[0]?.count,
      width: (row.share ?? 0) / most,
      tick: row.shareBefore === null ? null : row.shareBefore / most,
      share: measuredPercent(row.share),
      change: gain === null ? '' : pointsText(gain),
    };
  });
}

/** `Mobile leads: 46.2 % of views`; says so where it is all, or where several are even. */
export function leadHeadline(rows: readonly Named[], what: 'views' | 'clicks', title: string): string {
  const [first] = rows;
  if (first === undefined || first.share === null) return title;
  if (first.share === 1) return `All ${what} are ${what === 'views' ? 'on' : 'of type'} ${spoken(first.name)}`;
  const even = rows.filter(({ count }) => count === first.count);
  if (even.length > 1)
    return `${even.map(({ name }, at) => (at === 0 ? name : spoken(name))).join(' and ')} are even: ${measuredPercent(first.share)} of ${what} each`;
  return `${first.name} leads: ${measuredPercent(first.share)} of ${what}`;
}

/** `Trailer gains most: +2.1 points`; who leads, where nothing moved by half a point. */
export function gainHeadline(rows: readonly Named[], what: 'clicks', title: string): string {
  const gains = rows.map((row) => ({ name: row.name, gain: gainOf(row) ?? 0 })).sort((a, b) => b.gain - a.gain);
  const [best, second] = gains;
  if (best === undefined || best.gain < 0.5 || best.gain - (second?.gain ?? 0) < 0.05)
    return leadHeadline(rows, what, title);
  return `${best.name} gains most: ${pointsText(best.gain)}`;
}

/** What · window · n. */
export function sharesSubtitle(answer: EngagementAnswer<unknown>, what: string): { long: string; short: string } {
  const period = periodWords(answer.filters, periodText(answer.filters));
  const tick = answer.before === null ? '' : `, tick = ${beforeWords(answer.filters)}`;
  const n = `n = ${formatCount(answer.total)}`;
  return {
    long: `${what} · ${period}${tick} · ${n}`,
    short: `${what} · ${period}${tick} · n = ${formatNumber(answer.total)}`,
  };
}
