import { fewRatings, type UserSort } from '../contracts/user-panels';
import type { Database } from './client';
import { Prisma } from './generated/client';

/** A user's place in an order: the value that orders, as text without loss, and the id. */
export interface UserPlace {
  readonly value: string;
  readonly user: string;
}

export interface ListedUser extends UserPlace {
  readonly films: number;
  readonly rated: number;
  /** In halves of a rating point. */
  readonly ratingSum: number;
  readonly minutes: bigint;
  readonly lastEventAt: Date;
}

export interface UsersQuestion {
  readonly prefix: string;
  readonly sort: UserSort;
  readonly order: 'asc' | 'desc';
  /** Only those behind this place, in the order asked for. */
  readonly after: UserPlace | null;
  readonly limit: number;
}

/** What orders, and its type. By the mean only those rank who have given enough ratings. */
const keys: Readonly<Record<UserSort, { readonly sql: string; readonly type: string; readonly where?: string }>> = {
  films: { sql: 'films', type: 'int8' },
  'watch-time': { sql: 'minutes', type: 'int8' },
  ratings: { sql: 'rated', type: 'int8' },
  mean: { sql: '(rating_sum::float8 / rated)', type: 'float8', where: `rated >= ${fewRatings}` },
  changed: { sql: '(extract(epoch FROM last_event_at) * 1000)::int8', type: 'int8' },
  user: { sql: 'user_id', type: 'text' },
};

/** Ids have at most 64 characters: no id that begins with the prefix stands behind this in byte order. */
const lastWithPrefix = (prefix: string): string => prefix + '\u{10ffff}'.repeat(32);

/** SQL: the user's id begins with the prefix. As a range of the primary key, which is ordered by bytes. */
const isPrefixed = (prefix: string): Prisma.Sql =>
  prefix === '' ? Prisma.sql`true` : Prisma.sql`user_id >= ${prefix} AND user_id <= ${lastWithPrefix(prefix)}`;

/**
 * Users in an order, ties by id the same way round. By id it reads as many rows as it returns, by anything else every
 * user that the prefix fits: indexes on what each event changes would double the work of storing it.
 */
export async function queryUsers(database: Database, question: UsersQuestion): Promise<readonly ListedUser[]> {
  const { prefix, sort, order, after, limit } = question;
  const { sql, type, where = 'true' } = keys[sort];
  const [key, direction, ranked] = [Prisma.raw(sql), Prisma.raw(order), Prisma.raw(where)];
  const compare = Prisma.raw(order === 'asc' ? '>' : '<');
  const behind =
    after === null
      ? Prisma.sql`true`
      : sort === 'user'
        ? Prisma.sql`user_id ${compare} ${after.user}`
        : Prisma.sql`(${key}, user_id) ${compare} (${after.value}::${Prisma.raw(type)}, ${after.user})`;
  const ordered =
    sort === 'user' ? Prisma.sql`user_id ${direction}` : Prisma.sql`${key} ${direction}, user_id ${direction}`;
  return database.$queryRaw<ListedUser[]>`
    SELECT user_id AS user, ${key}::text AS value, films, rated, rating_sum AS "ratingSum", minutes,
      last_event_at AS "lastEventAt"
    FROM user_stat WHERE ${isPrefixed(prefix)} AND ${ranked} AND ${behind} ORDER BY ${ordered} LIMIT ${limit}::int4`;
}
