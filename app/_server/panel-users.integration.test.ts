import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmListEvents, knownFilms } from '@/e2e/support/film-list-events';
import * as figures from '@/e2e/support/film-list-figures';
import { FilmListReference } from '@/e2e/support/film-list-reference';
import { createDatabase, type Database } from '@/lib/db/client';
import { createPool, type Pool } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { userPanels } from './panel-users';
import { storeListEvents } from './store-list-events';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const events = filmListEvents({ seed: 20_261_122, count: 20_000, users: 160, endMs: nowMs });
const reference = new FilmListReference(knownFilms, nowMs);
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

const ask = <Id extends keyof typeof userPanels>(id: Id, search: Record<string, string>) =>
  userPanels[id].read(new URLSearchParams(search), { database, defaultZone: 'UTC', nowMs }) as ReturnType<
    (typeof userPanels)[Id]['read']
  >;
const filmsOf = (user: string) => [...reference.lists.get(user)!.films.values()];
const users = () => [...reference.lists.keys()];
/** Six at a time: a process has eight connections. */
async function forEachUser(ids: readonly string[], look: (user: string, at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const walk = async () => {
    for (let at = next++; at < ids.length; at = next++) await look(ids[at]!, at);
  };
  await Promise.all(Array.from({ length: 6 }, walk));
}
/** Numbers that were divided: to nine places. */
const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 8));

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'user-panels-test' });
  database = createDatabase(scratch.databaseUrl);
  await pool.query(
    `INSERT INTO film (id, title, year, minutes, director, actors, genres, imdb_id)
     SELECT id, title, year, minutes, director, actors, genres, "imdbId" FROM jsonb_to_recordset($1::jsonb)
       AS f(id int, title text, year int, minutes int, director text, actors text[], genres text[], "imdbId" text)`,
    [JSON.stringify(knownFilms)],
  );
}, 120_000);
afterAll(async () => {
  await database.$disconnect();
  await pool.end();
  await scratch.drop();
});

it('an empty database has no user, and no panel fails', async () => {
  for (const id of Object.keys(userPanels) as (keyof typeof userPanels)[])
    expect((await ask(id, {})).rows, id).toEqual([]);
});

describe('20,000 raw events of all six kinds, stored by the real fold and store', () => {
  beforeAll(async () => {
    expect(new Set(events.map(({ event_type }) => event_type)).size).toBe(6);
    for (const event of events) reference.add(event);
    await storeListEvents(pool, events, nowMs);
  }, 240_000);

  it('each user has the totals, neighbours and newest films of the plain lists', async () => {
    const ids = figures.orderedUsers(reference, () => '', 'asc');
    await forEachUser(ids, async (user, at) => {
      const films = filmsOf(user);
      const months = figures.monthFigures(films);
      const summary = await ask('user-summary', { user });
      const { meanRating, ...exact } = figures.listFigures(films);
      expect(summary.rows, user).toEqual([
        {
          ...{ user, ...exact, meanRating: close(meanRating), months: months.length },
          lastChangeAt: new Date(reference.lists.get(user)!.lastMs).toISOString(),
          firstMonth: months[0]?.month ?? null,
          lastMonth: months.at(-1)?.month ?? null,
        },
      ]);
      expect([summary.previous, summary.next]).toEqual([ids[at - 1] ?? null, ids[at + 1] ?? null]);

      const newest = await ask('user-newest', { user, limit: '200' });
      const added = films.filter(({ addedAt }) => addedAt !== null);
      const line = (one: object) => JSON.stringify(one);
      expect(newest.films).toBe(films.length);
      expect(newest.rows.map(({ year: _, ...row }) => line(row)).sort(), user).toEqual(
        added
          .map(({ key, addedAt, rating, minutes, month }) =>
            line({ addedAt, title: reference.titleOf(key), rating, watchMinutes: minutes || null, month }),
          )
          .sort(),
      );
      const times = newest.rows.map(({ addedAt }) => addedAt);
      expect(times).toEqual([...times].sort().reverse());
    });
  }, 120_000);

  it('each user has the months, ratings and affinities of the plain lists', async () => {
    await forEachUser(users(), async (user) => {
      const films = filmsOf(user);
      const months = (await ask('user-months', { user })).rows;
      expect(months, user).toEqual(
        figures.monthFigures(films).map((month) => ({ ...month, withFilms: null, withWatchMinutes: null })),
      );
      const counts = figures.ratingFigures(films);
      const { rated } = figures.listFigures(films);
      const ratings = await ask('user-ratings', { user });
      expect(ratings.rated).toBe(rated);
      expect(ratings.rows.map((row) => row.films)).toEqual(rated === 0 ? [] : counts);
      for (const { films: count, share } of ratings.rows) expect(share).toBeCloseTo(count / rated, 8);
      for (const kind of ['director', 'actor', 'genre'] as const) {
        const right = figures.affinityFigures(films, kind);
        const { rows, names } = await ask('user-affinities', { user, kind, limit: '1000' });
        expect(names).toBe(right.length);
        expect(rows, `${user} ${kind}`).toEqual(
          right.map(({ meanRating, ...row }, at) => ({
            ...{ rank: at + 1, ...row, meanRating: close(meanRating), withFilms: null, withMeanRating: null },
          })),
        );
      }
    });
  }, 120_000);

  it('two users stand beside each other with what the plain lists say of both', async () => {
    const ids = users();
    let correlated = 0;
    await forEachUser(
      ids.filter((_, at) => at % 4 === 1),
      async (user) => {
        const other = ids[ids.indexOf(user) - 1]!;
        const asked = { user, with: other };
        const [films, beside] = [filmsOf(user), filmsOf(other)];
        const { rows, common } = await ask('user-summary', asked);
        expect(rows.map((row) => [row.user, row.films])).toEqual([
          [user, films.length],
          [other, beside.length],
        ]);
        const right = figures.commonFigures(reference, user, other);
        expect(common, `${user} and ${other}`).toEqual({ ...right, correlation: close(right.correlation) });
        if (right.correlation !== null) correlated++;

        const months = new Map(figures.monthFigures(beside).map((row) => [row.month, row]));
        const shown = (await ask('user-months', asked)).rows;
        expect(shown.map(({ month }) => month)).toEqual(
          [...new Set([...films, ...beside].map(({ month }) => month))].sort(),
        );
        for (const row of shown)
          expect([row.withFilms, row.withWatchMinutes]).toEqual([
            months.get(row.month)?.films ?? 0,
            months.get(row.month)?.watchMinutes ?? 0,
          ]);

        const ratings = await ask('user-ratings', asked);
        const { rated: otherRated } = figures.listFigures(beside);
        expect(ratings.withRated).toBe(otherRated);
        if (ratings.rows.length > 0)
          expect(ratings.rows.map((row) => row.withFilms)).toEqual(figures.ratingFigures(beside));
        const others = new Map(figures.affinityFigures(beside, 'actor').map((row) => [row.name, row]));
        for (const row of (await ask('user-affinities', { ...asked, kind: 'actor' })).rows) {
          expect(row.withFilms).toBe(others.get(row.name)?.films ?? 0);
          expect(row.withMeanRating).toEqual(close(others.get(row.name)?.meanRating ?? null));
        }
      },
    );
    expect(correlated).toBeGreaterThan(10);
  }, 120_000);

  const sorts = {
    films: (films: readonly unknown[]) => films.length,
    'watch-time': (films: Parameters<typeof figures.listFigures>[0]) => figures.listFigures(films).watchMinutes,
    ratings: (films: Parameters<typeof figures.listFigures>[0]) => figures.listFigures(films).rated,
    mean: (films: Parameters<typeof figures.listFigures>[0]) => {
      const { rated, meanRating } = figures.listFigures(films);
      return rated < 5 ? null : Math.round(meanRating! * 1e12);
    },
    changed: (_: unknown, lastMs: number) => lastMs,
    user: () => '',
  } as const;
  it.each(Object.keys(sorts) as (keyof typeof sorts)[])(
    'users by %s, page by page there and back, are in the order of the plain lists',
    async (sort) => {
      for (const order of ['asc', 'desc'] as const) {
        const right = figures.orderedUsers(reference, sorts[sort], order);
        const pages: string[][] = [];
        let turn: Record<string, string> = {};
        for (;;) {
          const page = await ask('users-list', { sort, order, limit: '23', ...turn });
          pages.push(page.rows.map(({ user }) => user));
          expect([page.found, page.firstPlace]).toEqual([right.length, 23 * (pages.length - 1) + 1]);
          if (page.next === null) break;
          turn = { after: page.next };
        }
        expect(pages.flat()).toEqual(right);
        let { previous } = await ask('users-list', { sort, order, limit: '23', ...turn });
        for (const wanted of pages.slice(0, -1).reverse()) {
          const page = await ask('users-list', { sort, order, limit: '23', before: previous! });
          expect(page.rows.map(({ user }) => user)).toEqual(wanted);
          previous = page.previous;
        }
        expect(previous).toBeNull();
      }
    },
  );

  it('a prefix finds the users whose ids begin with it, whatever characters it has', async () => {
    for (const prefix of ['user-1', 'Üser', '"', '用户', '🙂1', 'u', '%', '_', 'zzz', "u1'"]) {
      const { rows, total } = await ask('users-list', { prefix, sort: 'user', limit: '200' });
      const right = figures.orderedUsers(reference, () => '', 'asc').filter((user) => user.startsWith(prefix));
      expect(rows.map(({ user }) => user)).toEqual(right);
      expect(total.users).toBe(reference.lists.size);
    }
  });

  it('the totals are those of all lists together', async () => {
    const { total } = await ask('users-list', {});
    const { meanRating, ...exact } = figures.listFigures(users().flatMap(filmsOf));
    const { asOf: _, ...found } = total;
    expect(found).toEqual({ ...exact, users: users().length, meanRating: close(meanRating) });
  });

  it.each([
    [{ user: 'nobody' }, 'user', /No film list of a user "nobody"/],
    [{ user: 'user-0', with: 'nobody' }, 'with', /No film list/],
    [{ user: 'user-0', with: 'user-0' }, 'with', /same user/],
    [{ user: 'a\u0000b' }, 'user', /control characters/],
    [{ user: '' }, 'user', /must not be empty/],
  ])('refuses %j, naming %s', async (asked, parameter, sentence) => {
    for (const id of ['user-summary', 'user-months', 'user-ratings', 'user-affinities'] as const) {
      const refused = await ask(id, asked).catch((error) => error);
      expect(refused).toBeInstanceOf(UnanswerableQuestion);
      expect(refused.parameter).toBe(parameter);
      expect(refused.message).toMatch(sentence);
    }
  });

  it.each([
    [{ after: 'x', sort: 'films' }, 'after'],
    [{ before: '1e9:user', sort: 'films' }, 'before'],
    [{ after: '1:a', before: '1:a' }, 'before'],
    [{ limit: '0' }, 'limit'],
    [{ sort: 'age' }, 'sort'],
  ])('refuses the page %j, naming %s', async (asked, parameter) => {
    expect((await ask('users-list', asked).catch((error) => error)).parameter).toBe(parameter);
  });
});
