import type { FilmsTrending, FilmsTrendingRow, ListsTrending, TrendingWindow } from '@/lib/contracts/engagement-panels';
import { formatClockMinutes } from './format-clock';
import { formatCount, notMeasured } from './format-number';
import { measured, measuredPercent } from './format-ratio';
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
  eventsBefore === 0 ? '–' : `${measured(events / eventsBefore)}\u00a0×`;

/** Nothing is stored of the window before. */
const isAlone = ({ filmsBefore, eventsBefore }: Answer): boolean => filmsBefore === 0 && eventsBefore === 0;

const tableLine = (row: Row, answer: Answer): Omit<TrendingLine, 'note'> => ({
  ...{ rank: row.rank, film: row.film, spark: row.spark },
  change: rankChange(row, answer.filmsBefore),
  title: filmName(row),
  year: row.year === null ? '' : String(row.year),
  score: measured(row.score),
  events: formatCount(row.events),
  before: isAlone(answer) ? notMeasured : formatCount(row.eventsBefore),
  times: timesText(row),
});

/**
 * What brings most of the score; and how it runs in the last sixth of the window against the five before, where that
 * differs by more than twice what chance gives.
 */
export function whyText(row: FilmsTrendingRow, window: TrendingWindow): string {
  const { leads, leadsRecent, leadsEarlier, leadsShare } = row;
  const expected = leadsEarlier / 5;
  if (leadsEarlier === 0 && leadsRecent >= 10) return `${leads}, all in ${trendingWords[window].recent}`;
  if (leadsRecent >= 10 && leadsRecent - expected > 2 * Math.sqrt(expected))
    return `${leads} ${measured(leadsRecent / expected)}\u00a0× in ${trendingWords[window].recent}`;
  const falls = expected >= 4 && expected - leadsRecent > 2 * Math.sqrt(expected);
  return `${leads} bring ${measuredPercent(leadsShare)}${falls ? ', falling' : ''}`;
}

export const filmLines = (answer: FilmsTrending): readonly TrendingLine[] =>
  answer.rows.map((row) => ({ ...tableLine(row, answer), note: whyText(row, answer.filters.window) }));
export const listLines = (answer: ListsTrending): readonly TrendingLine[] =>
  answer.rows.map((row) => ({ ...tableLine(row, answer), note: row.genres ?? '' }));

/** `, 689 the hour before`; or only when, where nothing is stored of the time before. */
function besideText(answer: Answer, before: number): string {
  const words = trendingWords[answer.filters.window];
  return isAlone(answer) ? ` ${words.last}` : `, ${formatCount(before)} the ${words.before}`;
}

/** `Jaws and 2 others`: who share the first score; null where one is ahead. */
function evenText({ rows }: Answer): string | null {
  const [first] = rows;
  const even = rows.filter(({ score }) => score === first?.score).length;
  return first === undefined || even < 2
    ? null
    : `${filmName(first)} and ${even - 1} ${even === 2 ? 'other' : 'others'}`;
}

/** `Jaws leads with 4,218 events, 689 the hour before`; says so where several have one score. */
export function filmsHeadline(answer: FilmsTrending): string {
  const [first] = answer.rows;
  const even = evenText(answer);
  if (first === undefined) return answer.title;
  if (even !== null) return `${even} lead with the same score`;
  const events = `${formatCount(first.events)} ${first.events === 1 ? 'event' : 'events'}`;
  return `${filmName(first)} leads with ${events}${besideText(answer, first.eventsBefore)}`;
}

/** `Amélie trends in film lists: 1,846 added, 602 the hour before`. */
export function listsHeadline(answer: ListsTrending): string {
  const [first] = answer.rows;
  const even = evenText(answer);
  if (first === undefined) return answer.title;
  if (even !== null) return `${even} trend in film lists alike`;
  return `${filmName(first)} trends in film lists: ${formatCount(first.events)} added${besideText(answer, first.eventsBefore)}`;
}

/** The same for narrow heads: `Jaws leads`. */
export function shortHeadline(answer: Answer): string {
  const [first] = answer.rows;
  const even = evenText(answer);
  if (first === undefined) return answer.title;
  return even === null ? `${filmName(first)} leads` : `${even} lead`;
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

/** `Window, to 14:32 UTC`: when the rankings are of. */
export const windowLabel = (answer: Answer | null): string => (answer === null ? 'Window' : `Window, ${until(answer)}`);

/** The page's sentence: which film trends, how much, and by what. */
export function engagementSentence(answer: FilmsTrending | null): string {
  if (answer === null) return 'What trends, and how views become clicks and ratings.';
  const [first] = answer.rows;
  const { before, last } = trendingWords[answer.filters.window];
  if (first === undefined) return 'No view, click or rating of a film is stored yet.';
  if (answer.events === 0) return `Nothing happened to any film ${last}.`;
  const name = filmName(first);
  if (first.eventsBefore === 0) return `${name} trends, mostly by ${first.leads}.`;
  return `${name} trends: ${measured(first.events / first.eventsBefore)}\u00a0times its ${before}, mostly by ${first.leads}.`;
}
