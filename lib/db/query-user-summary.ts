import type { Database } from './client';
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
  /** The genre of most films, ties as in `queryUserAffinities`. */
  readonly topGenre: { readonly name: string; readonly films: number } | null;
  /** Neighbours of the user by id; null at the ends. */
  readonly previous: string | null;
  readonly next: string | null;
}

interface SummaryRow extends UserTotals {
  readonly genre: string | null;
  readonly genreFilms: number | null;
  readonly previous: string | null;
  readonly next: string | null;
  readonly commonFilms: number;
  readonly bothRated: number;
  readonly correlation: number | null;
}

/** Totals of one list, or of two and what they share, in one statement that everything fits together. Throws `UnanswerableQuestion`. */
export async function queryUserSummary(database: Database, pair: UserPair): Promise<UserSummary> {
  await requireUsers(database, pair);
  const { user, other } = pair;
  const rows = await database.$queryRaw<SummaryRow[]>`
    WITH listed AS MATERIALIZED (
      SELECT m.user_id, coalesce(a.same_as, m.film) AS film, avg(m.rating)::float8 AS rating
      FROM user_movie m LEFT JOIN film_alias a ON a.film = m.film
      WHERE ${other}::text IS NOT NULL AND m.user_id IN (${user}, ${other}) GROUP BY 1, 2
    ), common AS (
      SELECT count(*)::int4 AS "commonFilms", count(own.rating + beside.rating)::int4 AS "bothRated",
        corr(own.rating, beside.rating) AS correlation
      FROM listed own JOIN listed beside USING (film) WHERE own.user_id = ${user} AND beside.user_id = ${other}
    )
    SELECT s.user_id AS user, s.films, s.rated, s.rating_sum AS "ratingSum", s.minutes, s.last_event_at AS "lastEventAt",
      s.scattered, m.months, m.first AS "firstMonth", m.last AS "lastMonth", g.name AS genre, g.films AS "genreFilms",
      (SELECT max(user_id) FROM user_stat WHERE user_id < ${user}) AS previous,
      (SELECT min(user_id) FROM user_stat WHERE user_id > ${user}) AS next, common.*
    FROM user_stat s CROSS JOIN common
    CROSS JOIN LATERAL (
      SELECT count(*)::int4 AS months, min(month) AS first, max(month) AS last FROM user_month WHERE user_id = s.user_id
    ) m
    LEFT JOIN LATERAL (
      SELECT name, films FROM user_affinity WHERE user_id = s.user_id AND kind = 'genre'
      ORDER BY films DESC, rated DESC, name LIMIT 1
    ) g ON true
    WHERE s.user_id IN (${user}, ${other ?? user}) ORDER BY s.user_id <> ${user}`;
  const { genre, genreFilms, previous, next, commonFilms, bothRated, correlation } = rows[0]!;
  return {
    totals: rows,
    common: other === null ? null : { films: commonFilms, bothRated, correlation },
    topGenre: genre === null ? null : { name: genre, films: genreFilms! },
    ...{ previous, next },
  };
}
