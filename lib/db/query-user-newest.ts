import type { Database } from './client';
import { requireUsers } from './user-pair';

/** A film of the list with the minute in which it came into it. */
export interface NewestFilm {
  /** Of the event that added it, whole minutes. */
  readonly addedAt: Date;
  /** null for a film of which nobody told a name. */
  readonly title: string | null;
  readonly year: number | null;
  /** In halves, as it is now; null = not rated. */
  readonly halves: number | null;
  /** 0 = not known. */
  readonly minutes: number;
  readonly month: string;
}

export interface NewestFilms {
  readonly films: readonly NewestFilm[];
  /** Films of the whole list. */
  readonly count: number;
}

/**
 * The `limit` films that came into a list last, newest first. Films whose event was over 35 days old when it arrived have
 * no such minute and are left out. Throws `UnanswerableQuestion`.
 */
export async function queryUserNewest(
  database: Database,
  question: { readonly user: string; readonly limit: number },
): Promise<NewestFilms> {
  const { user, limit } = question;
  await requireUsers(database, { user, other: null });
  const rows = await database.$queryRaw<(Omit<NewestFilm, 'addedAt'> & { addedAt: Date | null; count: number })[]>`
    SELECT to_timestamp(n.counted_minute * 60::float8) AS "addedAt", f.title, f.year, n.rating AS halves, n.minutes, n.month,
      list.films AS count
    FROM user_stat list
    LEFT JOIN (
      SELECT m.*, coalesce(a.same_as, m.film) AS known FROM user_movie m LEFT JOIN film_alias a ON a.film = m.film
      WHERE user_id = ${user} AND counted_minute IS NOT NULL ORDER BY counted_minute DESC, m.film LIMIT ${limit}::int4
    ) n ON n.user_id = list.user_id
    LEFT JOIN film f ON f.id = n.known
    WHERE list.user_id = ${user} ORDER BY n.counted_minute DESC, n.film`;
  const films = rows.flatMap(({ addedAt, title, year, halves, minutes, month }) =>
    addedAt === null ? [] : [{ addedAt, title, year, halves, minutes, month }],
  );
  return { films, count: rows[0]?.count ?? 0 };
}
