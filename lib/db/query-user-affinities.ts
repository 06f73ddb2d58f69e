import type { AffinityKind } from '../contracts/user-panels';
import type { Database } from './client';
import { onOneSnapshot } from './query-orders-selection';
import { requireUsers, type UserPair } from './user-pair';

/** A name of the list; numbers of the other are null where there is no other. */
export interface UserAffinity {
  readonly name: string;
  readonly films: number;
  readonly rated: number;
  /** In halves of a rating point. */
  readonly ratingSum: number;
  readonly otherFilms: number | null;
  readonly otherRated: number | null;
  readonly otherRatingSum: number | null;
}

export interface UserAffinities {
  /** By films, then rated films, then name. */
  readonly names: readonly UserAffinity[];
  /** Names of this kind that the list has; some may be left out. */
  readonly count: number;
  /** Films of the whole list: what a share is of. */
  readonly films: number;
  readonly otherFilms: number | null;
}

/** The `limit` names with most films of a list. Throws `UnanswerableQuestion`. */
export function queryUserAffinities(
  database: Database,
  question: UserPair & { readonly kind: AffinityKind; readonly limit: number },
): Promise<UserAffinities> {
  return onOneSnapshot(database, async (reader) => {
    await requireUsers(reader, question);
    const { user, other, kind, limit } = question;
    const rows = await reader.$queryRaw<(UserAffinity & { count: number })[]>`
      SELECT own.name, own.films, own.rated, own.rating_sum AS "ratingSum", own.count,
        coalesce(beside.films, 0) AS "otherFilms", coalesce(beside.rated, 0) AS "otherRated",
        coalesce(beside.rating_sum, 0) AS "otherRatingSum"
      FROM (
        SELECT *, count(*) OVER ()::int4 AS count FROM user_affinity WHERE user_id = ${user} AND kind = ${kind}
        ORDER BY films DESC, rated DESC, name LIMIT ${limit}::int4
      ) own
      LEFT JOIN user_affinity beside ON beside.user_id = ${other} AND beside.kind = own.kind AND beside.name = own.name
      ORDER BY own.films DESC, own.rated DESC, own.name`;
    const lists = await reader.$queryRaw<{ id: string; films: number }[]>`
      SELECT user_id AS id, films FROM user_stat WHERE user_id IN (${user}, ${other ?? user})`;
    const filmsOf = (id: string) => lists.find((list) => list.id === id)!.films;
    return {
      names: rows.map(({ count: _, ...name }) => (other === null ? { ...name, ...noOther } : name)),
      count: rows[0]?.count ?? 0,
      films: filmsOf(user),
      otherFilms: other === null ? null : filmsOf(other),
    };
  });
}

const noOther = { otherFilms: null, otherRated: null, otherRatingSum: null };
