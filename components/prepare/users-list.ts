import { fewRatings, type UserSort, type UsersList } from '@/lib/contracts/user-panels';
import { formatNumber, formatPercent, numberParts } from './format-number';
import { formatWhole, joinWords, ratingText, userNameFirst, watchTime, watchTimeParts } from './list-words';
import type { FigureTile } from './user-summary';

const sortWords: Readonly<Record<UserSort, string>> = {
  films: 'films',
  'watch-time': 'watch time',
  ratings: 'ratings',
  mean: 'mean rating',
  changed: 'last change',
  user: 'id',
};

/** Sums over all lists. */
export function usersTiles({ total }: UsersList): readonly FigureTile[] {
  const { users, films, watchMinutes, rated, meanRating } = total;
  const time = watchTimeParts(watchMinutes);
  const [userParts, filmParts, ratedParts] = [users, films, rated].map(numberParts);
  const each = users === 0 ? null : films / users;
  return [
    { ...{ id: 'users', label: 'Users', value: users, below: exactly(users) }, ...parts(userParts!) },
    { ...{ id: 'films', label: 'Films in lists', value: films, below: exactly(films) }, ...parts(filmParts!) },
    {
      ...{ id: 'each', label: 'Films a user', value: each, unit: '', digits: formatNumber(each), below: 'on average' },
    },
    {
      ...{ id: 'watch-time', label: 'Watch time', value: watchMinutes, digits: time.digits, unit: time.suffix },
      below: films === 0 ? '–' : `${Math.round(watchMinutes / films)}\u00a0min a film`,
    },
    {
      ...{ id: 'rated', label: 'Rated', value: rated, ...parts(ratedParts!) },
      below: films === 0 ? '–' : `${formatPercent(rated / films)} of films`,
    },
    {
      ...{ id: 'mean', label: 'Mean rating', value: meanRating, digits: ratingText(meanRating) },
      ...{ unit: meanRating === null ? '' : 'of 10', below: `n = ${formatWhole(rated)}` },
    },
  ];
}

/** What a rounded figure stands for. */
const exactly = (value: number): string => (value < 1_000 ? 'in all' : formatWhole(value));

const parts = ({ digits, suffix }: { digits: string; suffix: string }) => ({ digits, unit: suffix });

/** The sentence of the page. */
export function usersSentence(answer: UsersList | null): string {
  if (answer === null) return 'Who watched what.';
  const { users, films } = answer.total;
  if (users === 0) return 'No film list is stored yet.';
  const have = users === 1 ? 'One user has' : `${formatWhole(users)} users have`;
  return `${have} ${formatWhole(films)} ${films === 1 ? 'film' : 'films'} in their lists, ${formatNumber(films / users)} each.`;
}

/** `26–50 of 2,238`. */
export function placesText({ rows, firstPlace, found }: UsersList): string {
  if (firstPlace === null)
    return `${formatWhole(rows.length)} ${rows.length === 1 ? 'user' : 'users'} behind the first 5,000`;
  const to = firstPlace + rows.length - 1;
  return `${formatWhole(firstPlace)}–${formatWhole(to)} of ${found === null ? 'over 5,000' : formatWhole(found)}`;
}

export function usersHeadline(answer: UsersList): string {
  const { rows, filters, firstPlace, found } = answer;
  const { prefix, sort, order } = filters;
  const [first] = rows;
  if (first === undefined) return prefix === '' ? 'No film list is stored yet' : `No id begins with “${prefix}”`;
  if (prefix !== '') {
    const count = found === null ? 'Over 5,000' : formatWhole(found);
    return `${count} ${found === 1 ? 'id begins' : 'ids begin'} with “${prefix}”`;
  }
  if (firstPlace !== 1 || sort === 'user' || order === 'asc') return `Users by ${sortWords[sort]}`;
  const name = userNameFirst(first.user);
  if (sort === 'films') return `${name} has most films: ${formatWhole(first.films)}`;
  if (sort === 'watch-time') return `${name} watched longest: ${watchTime(first.watchMinutes)}`;
  if (sort === 'ratings') return `${name} rated most films: ${formatWhole(first.rated)}`;
  if (sort === 'mean') return `${name} rates highest: ${ratingText(first.meanRating)}`;
  return `${name} changed last`;
}

export const usersSubtitle = (answer: UsersList): string =>
  joinWords(
    `Users by ${sortWords[answer.filters.sort]}${answer.filters.order === 'asc' && answer.filters.sort !== 'user' ? ', least first' : ''}`,
    answer.filters.sort === 'mean' ? `at least ${fewRatings} ratings` : null,
    'time in UTC',
    `n = ${formatWhole(answer.total.users)}`,
  );

/** `27 Nov 14:31`, with the year where it is not that of the answer. */
export function changeTime(iso: string, generatedAt: string): string {
  const date = new Date(iso);
  const day = `${date.getUTCDate()} ${date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })}`;
  return iso.slice(0, 4) === generatedAt.slice(0, 4) ? `${day} ${iso.slice(11, 16)}` : `${day} ${iso.slice(0, 4)}`;
}
