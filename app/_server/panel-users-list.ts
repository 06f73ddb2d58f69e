import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import { type UsersList, userSorts } from '@/lib/contracts/user-panels';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { figuresOf } from './list-figures';
import { one, oneOf, storedPanel } from './stored-panel';
import { readListTotals, readUserPage } from './user-pages';
import { idPrefix, placeText, readPlace, wholeNumber } from './user-parameters';

const shape = z.object({
  prefix: idPrefix,
  sort: oneOf(userSorts),
  order: oneOf(['desc', 'asc']),
  after: one,
  before: one,
  limit: wholeNumber(1, 200, 15),
});

/** A page of all users in an order, and the totals of all lists. */
export const usersListPanel = storedPanel({
  shape,
  columns: ['user', 'films', 'watchMinutes', 'rated', 'meanRating', 'lastChangeAt'],
  async answer({ after, before, ...asked }, { database }): Promise<UsersList> {
    const { prefix, limit } = asked;
    const sort = asked.sort ?? userSorts[0];
    const order = asked.order ?? (sort === 'user' ? 'asc' : 'desc');
    if (after !== null && before !== null)
      throw new UnanswerableQuestion('before', 'before cannot be given together with after.');
    const way = after !== null ? 'after' : 'before';
    const text = after ?? before;
    const turn = text === null ? null : ({ way, place: readPlace(way, text, sort) } as const);
    const [page, totals] = await Promise.all([
      readUserPage(database, { prefix, sort, order, limit, turn }),
      readListTotals(database),
    ]);
    const { rows, firstPlace, found, hasPrevious, hasNext } = page;
    return {
      panel: 'users-list',
      title: panels['users-list'].title,
      unit: panels['users-list'].unit,
      generatedAt: new Date().toISOString(),
      filters: { prefix, sort, order, limit },
      rows: rows.map((row) => ({ user: row.user, ...figuresOf(row), lastChangeAt: row.lastEventAt.toISOString() })),
      total: { users: totals.users, ...figuresOf(totals), asOf: totals.asOf },
      ...{ firstPlace, found },
      next: hasNext && rows.length > 0 ? placeText(rows.at(-1)!, sort) : null,
      previous: hasPrevious && rows.length > 0 ? placeText(rows[0]!, sort) : null,
    };
  },
});
