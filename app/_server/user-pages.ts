import type { UserSort } from '@/lib/contracts/user-panels';
import type { Database } from '@/lib/db/client';
import { queryUserTotals } from '@/lib/db/query-user-totals';
import { type ListedUser, queryUsers, type UserPlace, type UsersQuestion } from '@/lib/db/query-users';
import { createAgedAnswers } from './aged-answers';

/** The first of an order, which are read together and remembered; pages behind them are asked for one by one. */
const headLength = 5_000;
/** Remembered at once: a head takes about 1 MB. */
const mostOrders = 24;

export interface UserPageQuestion extends Pick<UsersQuestion, 'prefix' | 'sort' | 'order' | 'limit'> {
  readonly turn: { readonly way: 'after' | 'before'; readonly place: UserPlace } | null;
}

export interface UserPage {
  readonly rows: readonly ListedUser[];
  /** Place of the first row, from 1, and of how many; null where that was not counted. */
  readonly firstPlace: number | null;
  readonly found: number | null;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** Survives the module reloads of `next dev`, as the pool does; by database for the tests. */
const kept = globalThis as typeof globalThis & {
  streamscopeUserOrders?: WeakMap<Database, ReturnType<typeof createAgedAnswers>>;
};

function rememberedOf(database: Database) {
  kept.streamscopeUserOrders ??= new WeakMap();
  const remembered = kept.streamscopeUserOrders.get(database) ?? createAgedAnswers(undefined, mostOrders);
  kept.streamscopeUserOrders.set(database, remembered);
  return remembered;
}

/** Sums over all lists, and when they were read. */
export const readListTotals = (database: Database) =>
  rememberedOf(database).answer('totals', async () => ({
    ...(await queryUserTotals(database)),
    asOf: new Date().toISOString(),
  }));

const readHead = (database: Database, { prefix, sort, order }: Pick<UserPageQuestion, 'prefix' | 'sort' | 'order'>) =>
  rememberedOf(database).answer(JSON.stringify([prefix, sort, order]), () =>
    queryUsers(database, { prefix, sort, order, after: null, limit: headLength }),
  );

/** The user with most films; null when nothing is stored. */
export async function readFirstUser(database: Database): Promise<string | null> {
  return (await readHead(database, { prefix: '', sort: 'films', order: 'desc' }))[0]?.user ?? null;
}

/** A page of an order. */
export async function readUserPage(database: Database, question: UserPageQuestion): Promise<UserPage> {
  const { sort, order, limit, turn } = question;
  const head = await readHead(database, question);
  const isWhole = head.length < headLength;
  const found = isWhole ? head.length : null;
  const from = turn === null ? 0 : firstRow(head, turn, { sort, order, limit });
  const to = from + limit;
  if (isWhole || to < head.length)
    return {
      rows: head.slice(from, to),
      ...{ firstPlace: from + 1, found, hasPrevious: from > 0, hasNext: to < head.length },
    };
  return behindHead(database, question);
}

/** Read directly: one row more than asked for tells whether there is another page. */
async function behindHead(database: Database, { turn, ...question }: UserPageQuestion): Promise<UserPage> {
  const { order, limit } = question;
  const backward = turn?.way === 'before';
  const turned = order === 'asc' ? 'desc' : 'asc';
  const rows = await queryUsers(database, {
    ...question,
    ...{ order: backward ? turned : order, after: turn?.place ?? null, limit: limit + 1 },
  });
  const shown = rows.slice(0, limit);
  return {
    rows: backward ? shown.reverse() : shown,
    ...{ firstPlace: null, found: null },
    hasPrevious: !backward || rows.length > limit,
    hasNext: backward || rows.length > limit,
  };
}

type Order = { readonly sort: UserSort; readonly order: 'asc' | 'desc' };

function firstRow(
  head: readonly ListedUser[],
  { way, place }: NonNullable<UserPageQuestion['turn']>,
  { limit, ...order }: Order & { readonly limit: number },
): number {
  const { at, isThere } = firstBehind(head, place, order);
  return way === 'before' ? Math.max(0, at - limit) : at + (isThere ? 1 : 0);
}

/** Where the place stands, or would stand. */
function firstBehind(head: readonly ListedUser[], place: UserPlace, { sort, order }: Order) {
  const sign = order === 'asc' ? 1 : -1;
  const at = head.findIndex((row) => sign * compare(row, place, sort) >= 0);
  if (at < 0) return { at: head.length, isThere: false };
  return { at, isThere: head[at]!.user === place.user && head[at]!.value === place.value };
}

/** As PostgreSQL compares: numbers, then ids by their bytes. */
const compare = (a: UserPlace, b: UserPlace, sort: UserSort): number =>
  (sort === 'user' ? 0 : Number(a.value) - Number(b.value)) || Buffer.compare(Buffer.from(a.user), Buffer.from(b.user));
