import { fewRatings, type UserRatings } from '@/lib/contracts/user-panels';
import { type Column, type ColumnModel, placeMarks } from './column-model';
import { formatNumber, formatPercent, notMeasured } from './format-number';
import { filmCount, joinWords, ratingText, tickWords, userName, userNameFirst } from './list-words';
import { valueAxis } from './value-axis';

/** The twenty ratings in percent of the list's own. */
export function prepareRatings(answer: UserRatings): ColumnModel {
  const { rows, filters } = answer;
  const most = Math.max(0, ...rows.map(({ share }) => share));
  const best = rows.find(({ share }) => share === most && share > 0);
  const columns = rows.map((row): Column => {
    const isWhole = Number.isInteger(row.rating);
    return {
      key: row.rating.toFixed(1),
      ...{ value: row.share * 100, other: row.withShare === null ? null : row.withShare * 100, isOpen: false },
      label: { text: row.rating.toFixed(1), isMinor: !isWhole },
      mark: row === best ? { text: formatNumber(row.share * 100), isBest: true, at: row.share * 100 } : null,
      title: `Rated ${row.rating.toFixed(1)}`,
      details: [
        ['Films', row.films.toLocaleString('en-US')],
        ['Of own ratings', formatPercent(row.share)],
        ...(filters.with === null
          ? []
          : [
              [
                userNameFirst(filters.with),
                row.withShare === null
                  ? notMeasured
                  : `${filmCount(row.withFilms ?? 0)}, ${formatPercent(row.withShare)}`,
              ] as const,
            ]),
      ],
    };
  });
  const highest = Math.max(most, ...rows.map(({ withShare }) => withShare ?? 0)) * 100;
  const axis = valueAxis({ highest, least: 10, unit: '%' });
  return { axis, columns: placeMarks(columns, axis), hasSecondLine: false };
}

export function ratingsHeadline({ rated, meanRating, withMeanRating, withRated, filters }: UserRatings): string {
  if (meanRating === null) return 'No film of the list is rated';
  if (rated < fewRatings)
    return `Only ${rated} ${rated === 1 ? 'rating' : 'ratings'}, ${ratingText(meanRating)} on average`;
  const own = `Rates ${ratingText(meanRating)} on average`;
  if (filters.with === null || withMeanRating === null || (withRated ?? 0) < fewRatings) return own;
  const apart = Math.round(meanRating * 100) - Math.round(withMeanRating * 100);
  if (apart === 0) return `${own}, as ${userName(filters.with)} does`;
  return `${own}, ${(Math.abs(apart) / 100).toFixed(2)} ${apart > 0 ? 'above' : 'below'} ${userName(filters.with)}`;
}

export const ratingsSubtitle = (answer: UserRatings, embedded: boolean): string =>
  joinWords(
    embedded && answer.filters.user !== null ? userName(answer.filters.user) : null,
    'Distribution of ratings',
    '% of own ratings',
    tickWords(
      answer.filters.with,
      answer.withRated === 0 ? ', without a rating' : `, n = ${answer.withRated?.toLocaleString('en-US')}`,
    ),
    `n = ${answer.rated.toLocaleString('en-US')}`,
  );

/** Both again for heads without room. */
export function ratingsShort(answer: UserRatings, embedded: boolean): { title: string; subtitle: string } {
  const title = ratingsHeadline(answer).replace(/^Rates (\S+) on average/, 'Rates $1');
  const { user, with: other } = answer.filters;
  return {
    title: other === null ? title : title.replace(` ${userName(other)}`, ''),
    subtitle: joinWords(
      embedded && user !== null ? userName(user) : null,
      '% of own ratings',
      tickWords(other),
      `n = ${answer.rated.toLocaleString('en-US')}`,
    ),
  };
}
