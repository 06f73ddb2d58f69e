import type { AffinityKind } from '@/lib/contracts/user-panels';
import { formatNumber, type NumberParts, notMeasured, numberParts } from './format-number';

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const;

/** `user 1207`; ids that say so themselves stand alone. */
export const userName = (id: string): string => (/^user/i.test(id) ? id : `user ${id}`);

/** The same at the beginning of a sentence. */
export const userNameFirst = (id: string): string => (/^user/i.test(id) ? id : `User ${id}`);

export const hoursOf = (minutes: number): number => minutes / 60;

/** `556` and `h`, `114` and `k h`. */
export function watchTimeParts(minutes: number): NumberParts {
  const { digits, suffix } = numberParts(Math.round(hoursOf(minutes)));
  return { digits, suffix: suffix === '' ? 'h' : `${suffix}\u00a0h` };
}

export const watchTime = (minutes: number): string => formatNumber(Math.round(hoursOf(minutes)), 'h');

/** A mean rating with two places, an en dash without one. */
export const ratingText = (mean: number | null): string => (mean === null ? notMeasured : mean.toFixed(2));

export const filmCount = (films: number): string => `${formatWhole(films)} ${films === 1 ? 'film' : 'films'}`;

export const formatWhole = (value: number): string => value.toLocaleString('en-US');

/** `November 2024` of `2024-11`. */
export const monthName = (month: string): string =>
  `${months[Number(month.slice(-2)) - 1] ?? ''} ${Number(month.slice(0, -3))}`;

export const shortMonth = (month: string): string => (months[Number(month.slice(-2)) - 1] ?? '').slice(0, 3);

/** `Directors`, as a panel about them is called. */
export const kindTitles: Readonly<Record<AffinityKind, string>> = {
  director: 'Directors',
  actor: 'Actors',
  genre: 'Genres',
};

/** `tick = user 1207, n = 185`; null without another. */
export const tickWords = (other: string | null, detail = ''): string | null =>
  other === null ? null : `tick = ${userName(other)}${detail}`;

/** The parts of a subtitle that there are. */
export const joinWords = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ');
