import type { Database } from './client';
import { onOneSnapshot } from './query-orders-selection';
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
export function queryUserNewest(
  database: Database,
  question: { readonly user: string; readonly limit: number },
): Promise<NewestFilms> {
  return onOneSnapshot(database, async (reader) => {
    const { user, limit } = question;
    await requireUsers(reader, { user, other: null });
    const films = await reader.$queryRaw<NewestFilm[]>`
      SELECT to_timestamp(n.counted_minute * 60::float8) AS "addedAt", f.title, f.year, n.rating AS halves, n.minutes, n.month
      FROM (
        SELECT m.*, coalesce(a.same_as, m.film) AS known FROM user_movie m LEFT JOIN film_alias a ON a.film = m.film
        WHERE user_id = ${user} AND counted_minute IS NOT NULL ORDER BY counted_minute DESC, m.film LIMIT ${limit}::int4
      ) n LEFT JOIN film f ON f.id = n.known ORDER BY n.counted_minute DESC, n.film`;
    const [list] = await reader.$queryRaw<
      { count: number }[]
    >`SELECT films AS count FROM user_stat WHERE user_id = ${user}`;
    return { films, count: list!.count };
  });
}
