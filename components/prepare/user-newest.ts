import type { NewestRow, UserNewest } from '@/lib/contracts/user-panels';
import { filmCount, formatWhole, joinWords, monthName, userName } from './list-words';

const hourMs = 3_600_000;

/** Films that came within an hour of the answer. */
export const inLastHour = ({ rows, generatedAt }: UserNewest): number =>
  rows.filter(({ addedAt }) => Date.parse(generatedAt) - Date.parse(addedAt) < hourMs).length;

export function newestHeadline(answer: UserNewest): string {
  const [first] = answer.rows;
  if (first === undefined) return 'No film came of late';
  const count = inLastHour(answer);
  const all = `${filmCount(count)}${count === answer.rows.length && count < answer.films ? ' or more' : ''}`;
  return count > 0 ? `${all} came in the last hour` : `The last film came on ${dayOf(first.addedAt)}`;
}

/** For heads without room. */
export const newestShort = (answer: UserNewest): string =>
  newestHeadline(answer)
    .replace(/films? (or more )?came in the last hour$/, '$1in the last hour')
    .replace(' came on', ':');

export const newestSubtitle = ({ filters, films }: UserNewest, embedded: boolean): string =>
  joinWords(
    embedded && filters.user !== null ? userName(filters.user) : null,
    'Films that came last, newest first',
    `n = ${formatWhole(films)} in the list`,
  );

const dayOf = (iso: string): string => `${Number(iso.slice(8, 10))} ${monthName(iso.slice(0, 7))}`;

/** `14:31` on the day of the answer, else `26 Nov`. */
export const whenAdded = (row: NewestRow, generatedAt: string): string =>
  row.addedAt.slice(0, 10) === generatedAt.slice(0, 10)
    ? row.addedAt.slice(11, 16)
    : `${Number(row.addedAt.slice(8, 10))} ${monthName(row.addedAt.slice(0, 7)).slice(0, 3)}`;

/** What the film did to the list. */
export const effectOf = ({ watchMinutes }: NewestRow): string =>
  watchMinutes === null ? 'no length' : `+${formatWhole(watchMinutes)}\u00a0min`;
