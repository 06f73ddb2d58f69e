import { fewRatings, type SummaryRow, type UserSummary } from '@/lib/contracts/user-panels';
import { notMeasured, numberParts } from './format-number';
import {
  filmCount,
  formatWhole,
  monthName,
  ratingText,
  userName,
  userNameFirst,
  watchTime,
  watchTimeParts,
} from './list-words';

/** A big number with its unit, and a line below. */
export interface FigureTile {
  readonly id: string;
  readonly label: string;
  readonly digits: string;
  readonly unit: string;
  readonly below: string;
  /** Read by tests. */
  readonly value: number | null;
}

const monthsBetween = (first: string, last: string): number => {
  const index = (month: string) => Number(month.slice(0, -3)) * 12 + Number(month.slice(-2));
  return index(last) - index(first) + 1;
};
const spanOf = ({ firstMonth, lastMonth }: SummaryRow): number =>
  firstMonth === null || lastMonth === null ? 0 : monthsBetween(firstMonth, lastMonth);

/** Pairs of ratings below which a correlation would be luck. */
const fewPairs = 10;

/** Six figures of a list; below each the other's, or what else is worth knowing. */
export function summaryTiles(answer: UserSummary): readonly FigureTile[] {
  const [own, other] = answer.rows;
  if (own === undefined) return [];
  const beside = (text: (row: SummaryRow) => string, alone: string) =>
    other === undefined ? alone : `${userName(other.user)}: ${text(other)}`;
  const films = numberParts(own.films);
  const time = watchTimeParts(own.watchMinutes);
  const eachMinutes = own.films === 0 ? null : Math.round(own.watchMinutes / own.films);
  const unrated = own.films - own.rated;
  return [
    {
      ...{ id: 'films', label: 'Films', digits: films.digits, unit: films.suffix, value: own.films },
      below: beside(
        (row) => formatWhole(row.films),
        answer.topGenre === null ? 'none in the list' : `most: ${answer.topGenre.name}`,
      ),
    },
    {
      ...{ id: 'watch-time', label: 'Watch time', digits: time.digits, unit: time.suffix, value: own.watchMinutes },
      below: beside(
        (row) => watchTime(row.watchMinutes),
        eachMinutes === null ? notMeasured : `${eachMinutes}\u00a0min a film`,
      ),
    },
    {
      ...{ id: 'rated', label: 'Rated', digits: numberParts(own.rated).digits, value: own.rated },
      unit: `${numberParts(own.rated).suffix} of ${formatWhole(own.films)}`.trim(),
      below: beside(
        (row) => `${formatWhole(row.rated)} of ${formatWhole(row.films)}`,
        unrated === 0 ? 'none without a rating' : `${formatWhole(unrated)} without a rating`,
      ),
    },
    {
      ...{ id: 'mean', label: 'Mean rating', digits: ratingText(own.meanRating), value: own.meanRating },
      unit: own.meanRating === null ? '' : 'of 10',
      below: beside(
        (row) => ratingText(row.meanRating),
        own.rated < fewRatings
          ? `only ${own.rated} ${own.rated === 1 ? 'rating' : 'ratings'}`
          : `n = ${formatWhole(own.rated)}`,
      ),
    },
    {
      ...{
        id: 'months',
        label: 'Months with a film',
        digits: formatWhole(own.months),
        unit: `of ${spanOf(own)}`,
        value: own.months,
      },
      below: beside(
        (row) => `${row.months} of ${spanOf(row)}`,
        own.firstMonth === null ? notMeasured : `since ${monthName(own.firstMonth)}`,
      ),
    },
    answer.common === null ? lastChange(own) : inCommon(answer.common),
  ];
}

function inCommon({ films, bothRated, correlation }: NonNullable<UserSummary['common']>): FigureTile {
  const { digits, suffix } = numberParts(films);
  const isSure = bothRated >= fewPairs && correlation !== null;
  return {
    ...{ id: 'common', label: 'In common', digits, value: films },
    unit: `${suffix} ${films === 1 ? 'film' : 'films'}`.trim(),
    below: isSure
      ? `ratings correlate ${correlation.toFixed(2).replace('-', '\u2212')}, n = ${bothRated}`
      : `${bothRated === 0 ? 'none' : formatWhole(bothRated)} rated by both`,
  };
}

const lastChange = ({ lastChangeAt }: SummaryRow): FigureTile => ({
  ...{ id: 'changed', label: 'Last event, UTC', digits: lastChangeAt.slice(11, 16), unit: '' },
  ...{ below: dayOf(lastChangeAt), value: Date.parse(lastChangeAt) },
});

/** `27 November 2026`. */
const dayOf = (iso: string): string => `${Number(iso.slice(8, 10))} ${monthName(iso.slice(0, 7))}`;

/** The page's sentence about a user. */
export function summarySentence({ rows, topGenre }: UserSummary): string {
  const [own] = rows;
  if (own === undefined) return 'No film list is stored yet.';
  const name = userNameFirst(own.user);
  if (own.films === 0) return `${name} has no film in the list any more.`;
  const genre =
    topGenre === null || own.films < fewRatings
      ? ''
      : topGenre.films * 2 > own.films
        ? `, most of them ${topGenre.name}`
        : `, ${topGenre.name} most often`;
  return `${name} watched ${filmCount(own.films)}${own.watchMinutes === 0 ? '' : ` in ${watchTime(own.watchMinutes)}`}${genre}.`;
}

/** Headline of the panel where it stands alone. */
export function summaryHeadline({ rows }: UserSummary): string {
  const [own, other] = rows;
  if (own === undefined) return 'No film list is stored yet';
  const has = `${userNameFirst(own.user)} watched ${filmCount(own.films)}`;
  if (other === undefined) return own.watchMinutes === 0 ? has : `${has} in ${watchTime(own.watchMinutes)}`;
  const apart = own.films - other.films;
  return apart === 0
    ? `${has}, as many as ${userName(other.user)}`
    : `${has}, ${formatWhole(Math.abs(apart))} ${apart > 0 ? 'more' : 'fewer'} than ${userName(other.user)}`;
}
