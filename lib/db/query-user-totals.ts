import type { Database } from './client';

/** Sums over every list. */
export interface ListTotals {
  readonly users: number;
  readonly films: number;
  readonly rated: number;
  /** In halves of a rating point. */
  readonly ratingSum: bigint;
  readonly minutes: bigint;
  readonly lastEventAt: Date | null;
}

/** Reads one row a user: a second or so for millions of them, so that who asks often should remember the answer. */
export async function queryUserTotals(database: Database): Promise<ListTotals> {
  const [row] = await database.$queryRaw<Record<'users' | 'films' | 'rated' | 'ratingSum' | 'minutes', bigint>[]>`
    SELECT count(*) AS users, coalesce(sum(films), 0)::int8 AS films, coalesce(sum(rated), 0)::int8 AS rated,
      coalesce(sum(rating_sum), 0)::int8 AS "ratingSum", coalesce(sum(minutes), 0)::int8 AS minutes,
      max(last_event_at) AS "lastEventAt" FROM user_stat`;
  const { lastEventAt, ratingSum, minutes, ...counts } = row as typeof row & { lastEventAt: Date | null };
  const { users, films, rated } = counts!;
  return {
    users: Number(users),
    films: Number(films),
    rated: Number(rated),
    ratingSum: ratingSum!,
    minutes: minutes!,
    lastEventAt,
  };
}
