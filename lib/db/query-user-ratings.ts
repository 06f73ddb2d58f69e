import type { Database } from './client';
import { requireUsers, type UserPair } from './user-pair';

/** Films of one or of both with a rating, in halves 1..20; the other's are null where there is no other. */
export interface UserRatingCount {
  readonly halves: number;
  readonly films: number;
  readonly otherFilms: number | null;
}

/** All twenty ratings, least first. Throws `UnanswerableQuestion`. */
export async function queryUserRatings(database: Database, pair: UserPair): Promise<readonly UserRatingCount[]> {
  await requireUsers(database, pair);
  const { user, other } = pair;
  const rows = await database.$queryRaw<UserRatingCount[]>`
    SELECT halves, coalesce(own.films, 0) AS films, coalesce(beside.films, 0) AS "otherFilms"
    FROM generate_series(1, 20) AS halves
    LEFT JOIN user_rating own ON own.user_id = ${user} AND own.rating = halves
    LEFT JOIN user_rating beside ON beside.user_id = ${other} AND beside.rating = halves ORDER BY halves`;
  return other === null ? rows.map((row) => ({ ...row, otherFilms: null })) : rows;
}
