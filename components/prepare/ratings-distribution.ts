import type { DistributionRow, RatingsDistribution } from '@/lib/contracts/ratings-panels';
import { formatCount } from './format-number';
import { percentDigits, percentText, pointsText, ratingsSubtitle, signedPoints } from './ratings-words';
import { type ValueAxis, valueAxis } from './value-axis';

export interface DistributionBar {
  readonly rating: string;
  /** All of the axis' top, 0..1. */
  readonly share: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly outside: boolean;
  readonly value: string;
  readonly difference: string;
  /** Name and exact value, for the tooltip. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface DistributionModel {
  readonly bars: readonly DistributionBar[];
  readonly axis: ValueAxis;
}

const largest = (rows: readonly DistributionRow[]): DistributionRow | undefined =>
  [...rows].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))[0];

/** Bars of the measured shares with marks of the expected ones. */
export function prepareDistribution({ rows }: RatingsDistribution): DistributionModel {
  const percent = (share: number) => share * 100;
  const highest = Math.max(0, ...rows.flatMap((row) => [percent(row.share), percent(row.expectedShare)]));
  const axis = valueAxis({ highest, least: 1, unit: '%' });
  const part = (share: number) => Math.min(1, percent(share) / axis.max);
  return {
    axis,
    bars: rows.map((row) => ({
      ...{ rating: row.rating, share: part(row.share), expected: part(row.expectedShare) },
      ...{ low: part(row.low), high: part(row.high), outside: row.outside },
      value: percentDigits(row.share),
      difference: signedPoints(row.difference),
      details: [
        ['Measured', percentText(row.share)],
        ['Expected', percentText(row.expectedShare)],
        ['95\u00a0% range', `${percentDigits(row.low)} to ${percentText(row.high)}`],
        ['Ratings', formatCount(row.count)],
      ],
    })),
  };
}

const gapText = (row: DistributionRow): string => `${pointsText(row.difference)} at ${row.rating}`;

/** `Largest gap: 0.4 points at 1.5`, for narrow heads; the plain name where there is nothing. */
export function gapHeadline(answer: RatingsDistribution): string {
  const row = largest(answer.rows);
  return row === undefined ? answer.title : `Largest gap: ${gapText(row)}`;
}

/** `2.5 is given most, 29.7 %; largest gap to the model: 0.4 points at 1.5`. */
export function distributionHeadline(answer: RatingsDistribution): string {
  const most = Math.max(0, ...answer.rows.map((row) => row.count));
  if (most === 0) return answer.title;
  const values = answer.rows.filter((row) => row.count === most).map(({ rating }) => rating);
  const names = values.length > 2 ? `${values.length} values` : values.join(' and ');
  const share = percentText(most / answer.total);
  const given = values.length === 1 ? `is given most, ${share}` : `are given most, ${share} each`;
  return `${names} ${given}; largest gap to the model: ${gapText(largest(answer.rows)!)}`;
}

export const distributionSubtitle = (answer: RatingsDistribution): string =>
  ratingsSubtitle(answer, 'Distribution of ratings, measured \u2212 expected · % of all');

const fewEnough = 2;

/** `36,800 ratings fit the model`: whether the values lie in their ranges, for the sentence of the page. */
export function fitText(answer: RatingsDistribution): string {
  const n = `${formatCount(answer.total)} ${answer.total === 1 ? 'rating' : 'ratings'}`;
  const verb = answer.total === 1 ? 'fits' : 'fit';
  const outside = answer.rows.filter((row) => row.outside);
  if (outside.length === 0) return `${n} ${verb} the model`;
  if (outside.length <= fewEnough)
    return `${n} ${verb} the model but for ${outside.map(({ rating }) => rating).join(' and ')}`;
  const row = largest(outside)!;
  const share = `${row.rating} makes ${percentText(row.share)}, ${percentText(row.expectedShare)} expected`;
  return `${n} ${answer.total === 1 ? 'does' : 'do'} not fit the model: ${share}`;
}
