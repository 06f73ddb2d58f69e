import type { GenreRow, RatingsGenres } from '@/lib/contracts/ratings-panels';
import { formatCount } from './format-number';
import { percentDigits, percentText } from './ratings-words';
import { type ValueAxis, valueAxis } from './value-axis';

/** One figure beside what was expected of it; places 0..1 of its axis. */
export interface BiasMark {
  readonly at: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly outside: boolean;
  readonly value: string;
  /** `8.9 % of users, 4.4 % expected, range 2.9 to 5.7 %`. */
  readonly title: string;
}

export interface GenresModel {
  readonly genres: readonly { readonly name: string; readonly leading: BiasMark; readonly top: BiasMark }[];
  readonly leadingAxis: ValueAxis;
  readonly topAxis: ValueAxis;
}

const noGenres = '(no genres listed)';
/** `(no genres)`: the catalogue's own word for it is too long for a column. */
export const genreName = (genre: string): string => (genre === noGenres ? '(no genres)' : genre);

/** Rows of both statistics, each on an axis of its own. */
export function prepareGenres({ rows }: RatingsGenres): GenresModel {
  const axisOf = (ends: (row: GenreRow) => readonly number[]) =>
    valueAxis({ highest: Math.max(0, ...rows.flatMap(ends)) * 100, least: 1, unit: '%' });
  const leadingAxis = axisOf((row) => [row.leadingShare, row.leadingHigh]);
  const topAxis = axisOf((row) => [row.topShare, row.topHigh]);
  return {
    ...{ leadingAxis, topAxis },
    genres: rows.map((row) => ({
      name: genreName(row.genre),
      leading: mark(leadingAxis, row.leadingShare, row.leadingExpected, row.leadingLow, row.leadingHigh),
      top: mark(topAxis, row.topShare, row.topExpected, row.topLow, row.topHigh),
    })),
  };
}

function mark(axis: ValueAxis, share: number, expected: number, low: number, high: number): BiasMark {
  const part = (value: number) => Math.min(1, (value * 100) / axis.max);
  return {
    ...{ at: part(share), expected: part(expected), low: part(low), high: part(high) },
    outside: share < low || share > high,
    value: percentText(share),
    title: `${percentText(share)} of users, ${percentText(expected)} expected, range ${percentDigits(low)} to ${percentText(high)}`,
  };
}

/** The genre that strays furthest beyond its range of expectation, to either side. */
function furthest(rows: readonly GenreRow[], side: 1 | -1): GenreRow | undefined {
  const beyond = (row: GenreRow) => (row.leadingShare - row.leadingExpected) * side;
  return rows.filter((row) => row.leadingOutside && beyond(row) > 0).sort((a, b) => beyond(b) - beyond(a))[0];
}

/** The genre that strays most, else the one that leads most users. */
function foremost(rows: readonly GenreRow[]): GenreRow | undefined {
  const strays = [furthest(rows, 1), furthest(rows, -1)].filter((row) => row !== undefined);
  const distance = (row: GenreRow) => Math.abs(row.leadingShare - row.leadingExpected);
  return strays.sort((a, b) => distance(b) - distance(a))[0] ?? [...rows].sort((a, b) => b.leading - a.leading)[0];
}

/** `War leads for 8.9 % of users, 4.4 % expected`. */
export function genresHeadline({ rows, title }: RatingsGenres): string {
  const row = foremost(rows);
  if (row === undefined) return title;
  return `${genreName(row.genre)} leads for ${percentText(row.leadingShare)} of users, ${percentText(row.leadingExpected)} expected`;
}

/** `War 8.9 %, expected 4.4 %`, for narrow heads. */
export function genresShort({ rows, title }: RatingsGenres): string {
  const row = foremost(rows);
  if (row === undefined) return title;
  return `${genreName(row.genre)} ${percentText(row.leadingShare)}, expected ${percentText(row.leadingExpected)}`;
}

export const genresSubtitle = ({ users, fewestRatings }: RatingsGenres): string =>
  `Genre bias: share of users · tick and band = expected, 95\u00a0% · filled = outside · n = ${formatCount(users)} ${users === 1 ? 'user' : 'users'} with \u2265\u00a0${fewestRatings} ratings`;

/** `War has more friends than expected, Horror fewer`; null while no user counts. */
export function biasText({ rows }: RatingsGenres): string | null {
  if (rows.length === 0) return null;
  const more = furthest(rows, 1);
  const fewer = furthest(rows, -1);
  if (more !== undefined)
    return `${genreName(more.genre)} has more friends than expected${fewer === undefined ? '' : `, ${genreName(fewer.genre)} fewer`}`;
  if (fewer !== undefined) return `${genreName(fewer.genre)} has fewer friends than expected`;
  return 'every genre has the friends that are expected';
}
