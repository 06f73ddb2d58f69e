import type { Database } from './client';
import { requireUsers, type UserPair } from './user-pair';

/** A month in which one of both watched a film; numbers of the other are null where there is no other. */
export interface UserMonth {
  /** `2026-11`, as written in the date of watching, else that of the event. */
  readonly month: string;
  readonly films: number;
  readonly minutes: bigint;
  readonly rated: number;
  readonly otherFilms: number | null;
  readonly otherMinutes: bigint | null;
}

/** Films and minutes by month, oldest first; a month between without a row had no film. Throws `UnanswerableQuestion`. */
export async function queryUserMonths(database: Database, pair: UserPair): Promise<readonly UserMonth[]> {
  await requireUsers(database, pair);
  const { user, other } = pair;
  const rows = await database.$queryRaw<UserMonth[]>`
    SELECT month, coalesce(own.films, 0) AS films, coalesce(own.minutes, 0) AS minutes, coalesce(own.rated, 0) AS rated,
      coalesce(beside.films, 0) AS "otherFilms", coalesce(beside.minutes, 0) AS "otherMinutes"
    FROM (SELECT * FROM user_month WHERE user_id = ${user}) own
    FULL JOIN (SELECT * FROM user_month WHERE user_id = ${other}) beside USING (month) ORDER BY month`;
  return other === null ? rows.map((row) => ({ ...row, otherFilms: null, otherMinutes: null })) : rows;
}
