import type { Database } from './client';
import type { Reader } from './query-orders-range';
import { onOneSnapshot } from './query-orders-selection';
import { requireUsers, type UserPair } from './user-pair';

export interface UserTotals {
  readonly user: string;
  readonly films: number;
  readonly rated: number;
  /** In halves of a rating point. */
  readonly ratingSum: number;
  readonly minutes: bigint;
  /** Months that hold a film, and the first and last of them. */
  readonly months: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  readonly lastEventAt: Date;
  /** Its events came from two partitions: their order was not promised. */
  readonly scattered: boolean;
}

/** What two lists share; a film counts once under all its names. */
export interface CommonFilms {
  readonly films: number;
  readonly bothRated: number;
  /** Of the ratings of these; null where one of both rates all of them alike, or there are fewer than two. */
  readonly correlation: number | null;
}

export interface UserSummary {
  /** The user first, then the other. */
  readonly totals: readonly UserTotals[];
  readonly common: CommonFilms | null;
  /** Neighbours of the user by id; null at the ends. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** Totals of one list, or of two and what they share. Throws `UnanswerableQuestion`. */
export function queryUserSummary(database: Database, pair: UserPair): Promise<UserSummary> {
  return onOneSnapshot(database, async (reader) => {
    await requireUsers(reader, pair);
    const { user, other } = pair;
    const totals = await reader.$queryRaw<UserTotals[]>`
      SELECT s.user_id AS user, films, rated, rating_sum AS "ratingSum", minutes, m.months, m.first AS "firstMonth",
        m.last AS "lastMonth", last_event_at AS "lastEventAt", scattered
      FROM user_stat s CROSS JOIN LATERAL (
        SELECT count(*)::int4 AS months, min(month) AS first, max(month) AS last FROM user_month WHERE user_id = s.user_id
      ) m WHERE s.user_id IN (${user}, ${other ?? user}) ORDER BY s.user_id <> ${user}`;
    const [beside] = await reader.$queryRaw<{ previous: string | null; next: string | null }[]>`
      SELECT (SELECT max(user_id) FROM user_stat WHERE user_id < ${user}) AS previous,
        (SELECT min(user_id) FROM user_stat WHERE user_id > ${user}) AS next`;
    return { totals, common: other === null ? null : await commonFilms(reader, user, other), ...beside! };
  });
}

async function commonFilms(reader: Reader, user: string, other: string): Promise<CommonFilms> {
  const [common] = await reader.$queryRaw<CommonFilms[]>`
    WITH listed AS MATERIALIZED (
      SELECT m.user_id, coalesce(a.same_as, m.film) AS film, avg(m.rating)::float8 AS rating
      FROM user_movie m LEFT JOIN film_alias a ON a.film = m.film WHERE m.user_id IN (${user}, ${other}) GROUP BY 1, 2
    )
    SELECT count(*)::int4 AS films, count(own.rating + beside.rating)::int4 AS "bothRated",
      corr(own.rating, beside.rating) AS correlation
    FROM listed own JOIN listed beside USING (film) WHERE own.user_id = ${user} AND beside.user_id = ${other}`;
  return common!;
}
