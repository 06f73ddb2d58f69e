import type { PeriodAnswer, PeriodFilters } from '@/lib/contracts/ratings-panels';
import { formatCount } from './format-number';
import { periodText } from './orders-period';

/** `0.4 points`: a difference of shares. */
export const pointsText = (difference: number): string => {
  const size = (Math.abs(difference) * 100).toFixed(1);
  return `${size}\u00a0${size === '1.0' ? 'point' : 'points'}`;
};

/** `+0.4`, `−0.3`, `0.0`: a difference of shares in points. */
export function signedPoints(difference: number): string {
  const size = (Math.abs(difference) * 100).toFixed(1);
  return size === '0.0' ? size : `${difference < 0 ? '\u2212' : '+'}${size}`;
}

/** `29.7`, `<0.1`, `0`: percent without its sign, one decimal. */
export function percentDigits(share: number): string {
  if (share === 0) return '0';
  const text = (share * 100).toFixed(1);
  return text === '0.0' ? '<0.1' : text;
}

export const percentText = (share: number): string => `${percentDigits(share)}\u00a0%`;

/** `25 Oct – 21 Nov`, with the year where it is not that of `now` (ISO 8601): ratings may be decades old. */
export function ratingsPeriodText(filters: PeriodFilters, now: string): string {
  const text = periodText(filters);
  const year = filters.from?.slice(0, 4);
  return year === undefined || year === now.slice(0, 4) || text.includes(year) ? text : `${text} ${year}`;
}

/** What · period, zone · n · what the period leaves out. */
export function ratingsSubtitle(answer: PeriodAnswer<unknown>, what: string): string {
  const { filters, total, leftOut } = answer;
  return [
    what,
    `${ratingsPeriodText(filters, answer.generatedAt)}, ${filters.tz}`,
    `n = ${formatCount(total)}`,
    ...(leftOut === 0 ? [] : [`${formatCount(leftOut)} outside this period`]),
  ].join(' · ');
}
