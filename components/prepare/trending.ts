import type { FilmsTrending, FilmsTrendingRow, ListsTrending, TrendingWindow } from '@/lib/contracts/engagement-panels';
import { formatClockMinutes } from './format-clock';
import { formatCount, formatNumber, formatPercent } from './format-number';
import { trendingWords } from './window-words';

type Answer = FilmsTrending | ListsTrending;
type Row = Answer['rows'][number];

export interface RankChange {
  readonly text: string;
  /** For screen readers. */
  readonly words: string;
  readonly rises: boolean;
}

export interface TrendingLine {
  readonly rank: number;
  readonly change: RankChange;
  readonly film: number;
  readonly title: string;
  readonly year: string;
  readonly score: string;
  readonly events: string;
  readonly before: string;
  /** `6.12 ×` of the window before. */
  readonly times: string;
  readonly spark: readonly number[];
  /** Why it trends, or its genres. */
  readonly note: string;
}

/** A film that the catalogue does not have goes by its number. */
export const filmName = ({ title, film }: Pick<Row, 'title' | 'film'>): string => title ?? `Film ${film}`;

/** `↑ 11`, `↓ 3`, `=`, `new`; an en dash where no film had a rank before. */
export function rankChange({ rank, rankBefore }: Pick<Row, 'rank' | 'rankBefore'>, filmsBefore: number): RankChange {
  if (filmsBefore === 0) return { text: '–', words: 'no ranking before', rises: false };
  if (rankBefore === null) return { text: 'new', words: 'new', rises: true };
  if (rankBefore === rank) return { text: '=', words: 'same rank', rises: false };
  const places = Math.abs(rankBefore - rank);
  const rises = rankBefore > rank;
  return {
    text: `${rises ? '↑' : '↓'}\u00a0${formatCount(places)}`,
    words: `${rises ? 'up' : 'down'} ${places}`,
    rises,
  };
}

const timesText = ({ events, eventsBefore }: Row): string =>
  eventsBefore === 0 ? '–' : `${formatNumber(events / eventsBefore)}\u00a0×`;

const tableLine = (row: Row, filmsBefore: number): Omit<TrendingLine, 'note'> => ({
  ...{ rank: row.rank, film: row.film, spark: row.spark },
  change: rankChange(row, filmsBefore),
  title: filmName(row),
  year: row.year === null ? '' : String(row.year),
  score: scoreText(row.score),
  events: formatCount(row.events),
  before: formatCount(row.eventsBefore),
  times: timesText(row),
});

/** Three significant digits, also of whole scores, so that a column of them lines up. */
function scoreText(score: number): string {
  return Number.isInteger(score) && score < 100 ? score.toFixed(score < 10 ? 2 : 1) : formatNumber(score);
}

/**
 * What brings most of the score; and how it runs in the last sixth of the window against the five before, where that
 * differs by more than twice what chance gives.
 */
export function whyText(row: FilmsTrendingRow, window: TrendingWindow): string {
  const { leads, leadsRecent, leadsEarlier, leadsShare } = row;
  const expected = leadsEarlier / 5;
  const recent = `the last ${trendingWords[window].recent}`;
  if (leadsEarlier === 0 && leadsRecent >= 10) return `${leads}, all in ${recent}`;
  if (leadsRecent >= 10 && leadsRecent - expected > 2 * Math.sqrt(expected))
    return `${leads} ${formatNumber(leadsRecent / expected)}\u00a0× in ${recent}`;
  const falls = expected >= 4 && expected - leadsRecent > 2 * Math.sqrt(expected);
  return `${leads} bring ${formatPercent(leadsShare)}${falls ? ', falling' : ''}`;
}

export const filmLines = ({ rows, filters, filmsBefore }: FilmsTrending): readonly TrendingLine[] =>
  rows.map((row) => ({ ...tableLine(row, filmsBefore), note: whyText(row, filters.window) }));
export const listLines = ({ rows, filmsBefore }: ListsTrending): readonly TrendingLine[] =>
  rows.map((row) => ({ ...tableLine(row, filmsBefore), note: row.genres ?? '' }));

/** `Jaws leads with 4,218 events, 689 the hour before`; says so where several have one score. */
export function filmsHeadline({ rows, filters, title }: FilmsTrending): string {
  const [first] = rows;
  if (first === undefined) return title;
  const even = rows.filter(({ score }) => score === first.score).length;
  if (even > 1) return `${filmName(first)} and ${even - 1} ${even === 2 ? 'other' : 'others'} lead with one score`;
  const { before } = trendingWords[filters.window];
  const events = `${formatCount(first.events)} ${first.events === 1 ? 'event' : 'events'}`;
  return `${filmName(first)} leads with ${events}, ${formatCount(first.eventsBefore)} the ${before}`;
}

/** `Amélie joins most film lists: 1,846, 602 the hour before`. */
export function listsHeadline({ rows, filters, title }: ListsTrending): string {
  const [first] = rows;
  if (first === undefined) return title;
  const even = rows.filter(({ score }) => score === first.score).length;
  if (even > 1) return `${filmName(first)} and ${even - 1} ${even === 2 ? 'other' : 'others'} join lists alike`;
  const { before } = trendingWords[filters.window];
  return `${filmName(first)} trends in film lists: ${formatCount(first.events)} joined, ${formatCount(first.eventsBefore)} the ${before}`;
}

const until = ({ asOf }: Answer): string => `to ${formatClockMinutes(Date.parse(asOf))} UTC`;

export function filmsSubtitle(answer: FilmsTrending): { long: string; short: string } {
  const { length, before } = trendingWords[answer.filters.window];
  const n = `n = ${formatCount(answer.events)} events`;
  return {
    long: `Trending films by score = views + 3 × clicks + 5 × ratings, half-life ${length} · rank against one ${before} · ${until(answer)} · ${n}`,
    short: `Trending films, half-life ${length} · ${until(answer)} · ${n}`,
  };
}

export function listsSubtitle(answer: ListsTrending): { long: string; short: string } {
  const { length, before } = trendingWords[answer.filters.window];
  const n = `n = ${formatCount(answer.events)} additions`;
  return {
    long: `Trending additions, half-life ${length} · rank against one ${before} · ${until(answer)} · ${n} of ${formatCount(answer.films)} films`,
    short: `Trending additions, half-life ${length} · ${until(answer)} · ${n}`,
  };
}

/** `1 – 10 of 1,842 films with an event`. */
export const shownText = (shown: number, films: number, what: string): string =>
  `1 – ${shown} of ${formatCount(films)} films with ${what}`;

/** The page's sentence: which film trends, how much, and by what. */
export function engagementSentence(answer: FilmsTrending | null): string {
  if (answer === null) return 'What trends, and how views become clicks and ratings.';
  const [first] = answer.rows;
  const { before, last } = trendingWords[answer.filters.window];
  if (first === undefined) return 'No view, click or rating of a film is stored yet.';
  if (answer.events === 0) return `Nothing happened to any film ${last}.`;
  const name = filmName(first);
  if (first.eventsBefore === 0) return `${name} trends, mostly by ${first.leads}.`;
  return `${name} trends: ${formatNumber(first.events / first.eventsBefore)}\u00a0times its ${before}, mostly by ${first.leads}.`;
}
