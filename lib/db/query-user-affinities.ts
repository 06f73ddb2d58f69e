import type { AffinityKind } from '../contracts/user-panels';
import type { Database } from './client';
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

interface FoundName extends UserAffinity {
  /** null: the list has no name of this kind. */
  readonly place: number | null;
  readonly count: number;
  readonly listFilms: number;
  readonly otherListFilms: number | null;
}

/** The `limit` names with most films of a list. Throws `UnanswerableQuestion`. */
export async function queryUserAffinities(
  database: Database,
  question: UserPair & { readonly kind: AffinityKind; readonly limit: number },
): Promise<UserAffinities> {
  await requireUsers(database, question);
  const { user, other, kind, limit } = question;
  const rows = await database.$queryRaw<FoundName[]>`
    SELECT own.place, own.name, own.films, own.rated, own.rating_sum AS "ratingSum", own.count,
      coalesce(beside.films, 0) AS "otherFilms", coalesce(beside.rated, 0) AS "otherRated",
      coalesce(beside.rating_sum, 0) AS "otherRatingSum", list.films AS "listFilms",
      (SELECT films FROM user_stat WHERE user_id = ${other}) AS "otherListFilms"
    FROM user_stat list
    LEFT JOIN (
      SELECT *, count(*) OVER ()::int4 AS count, row_number() OVER (ORDER BY films DESC, rated DESC, name)::int4 AS place
      FROM user_affinity WHERE user_id = ${user} AND kind = ${kind} ORDER BY place LIMIT ${limit}::int4
    ) own ON own.user_id = list.user_id
    LEFT JOIN user_affinity beside ON beside.user_id = ${other} AND beside.kind = own.kind AND beside.name = own.name
    WHERE list.user_id = ${user} ORDER BY own.place`;
  const [first] = rows;
  return {
    names: rows
      .filter(({ place }) => place !== null)
      .map(({ name, films, rated, ratingSum, otherFilms, otherRated, otherRatingSum }) => ({
        ...{ name, films, rated, ratingSum },
        ...(other === null ? noOther : { otherFilms, otherRated, otherRatingSum }),
      })),
    count: first?.count ?? 0,
    films: first?.listFilms ?? 0,
    otherFilms: first?.otherListFilms ?? null,
  };
}

const noOther = { otherFilms: null, otherRated: null, otherRatingSum: null };
