import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDimensionIds } from '@/lib/db/dimension-ids';
import { createPool, inTransaction, type Pool, type PoolClient } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import type { Row, SqlStatement, StreamFold } from '../stream';
import type { MovieEventType } from './event';
import type { MovieDelta } from './movie-delta';
import { createMovieEventsStream } from './movie-events-stream';
import { referenceLines } from './reference-tables';
import { movieTables, storedLines } from './stored-lines';
import { createReference, listedActors, type StoryEvent, storyEvent, storyFilms, storyNowMs } from './story';

let database: ScratchDatabase;
let pool: Pool;

/** A worker's part of the stream: folds of its own, transactions of its own. */
class Worker {
  readonly stream = createMovieEventsStream({ timeZone: 'UTC' });
  private readonly folds: StreamFold<MovieDelta>[];

  constructor(partitions = 3) {
    this.folds = Array.from({ length: partitions }, (_, at) => this.stream.createFold('user-movie-events', at));
  }

  async start(): Promise<this> {
    for (const { statement, accept } of this.stream.reference!.map((one) => ({
      ...one,
      accept: one.accept.bind(one),
      statement: one.statement,
    })))
      accept((await pool.query(statement.text, [...statement.values])).rows);
    return this;
  }

  tell(event: StoryEvent, partition: number): void {
    const bytes = Buffer.from(JSON.stringify(event));
    const facts = { appendedAtMs: storyNowMs, producedAtMs: Number.NaN };
    expect(this.folds[partition]!.fold(bytes, 0, bytes.length, facts)).toBeNull();
  }

  /** `look` is shown every statement before it runs. */
  async commit(
    order: readonly number[],
    look: (client: PoolClient, statement: SqlStatement) => Promise<void> = async () => {},
  ): Promise<void> {
    const { stream } = this;
    const empty = stream.createFold('user-movie-events').take();
    const delta = order.map((partition) => this.folds[partition]!.take()).reduce(stream.merge, empty);
    await stream.statements(delta, createDimensionIds(pool));
    await inTransaction(pool, async (client) => {
      const run = async (statement: SqlStatement): Promise<Row[]> => {
        await look(client, statement);
        return (await client.query(statement.text, [...statement.values])).rows;
      };
      const loaded: Row[][] = [];
      for (const statement of stream.stateful!.load(delta)) loaded.push(await run(statement));
      for (const statement of stream.stateful!.apply(delta, loaded)) await run(statement);
      return { result: null };
    });
  }
}

const homeOf: Readonly<Record<string, number>> = { ann: 0, ben: 1, zoë: 2 };
const referenceOf = (events: readonly StoryEvent[]) => {
  const reference = createReference();
  for (const event of events)
    reference.add({
      type: event.event_type as MovieEventType,
      userId: event.user_id,
      timeMs: Date.parse(event.timestamp),
      films: listedActors(event.movies ?? [event.movie!]),
      hadUnknownFields: false,
      partition: homeOf[event.user_id]!,
      appendedAtMs: storyNowMs,
    });
  return referenceLines(reference);
};

describe('the store of film lists', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'movie-store-test' });
    await pool.query(
      `INSERT INTO film (id, title, year, minutes, director, actors, genres, imdb_id)
       SELECT id, title, year, minutes, director, actors, genres, "imdbId" FROM jsonb_to_recordset($1::jsonb)
         AS f(id int, title text, year int, minutes int, director text, actors text[], genres text[], "imdbId" text)`,
      [JSON.stringify(storyFilms)],
    );
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  const begin = () => pool.query(`TRUNCATE ${movieTables}`);

  it('holds what plain lists hold, however events are cut into commits', async () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 4, arbitrary: storyEvent },
        { weight: 1, arbitrary: fc.shuffledSubarray([0, 1, 2], { minLength: 1 }) },
      ),
      { minLength: 10, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        await begin();
        const worker = await new Worker().start();
        for (const step of story) {
          if ('event_type' in step) worker.tell(step, homeOf[step.user_id]!);
          else await worker.commit(step);
        }
        await worker.commit([1, 0, 2]);
        expect(await storedLines(pool)).toEqual(referenceOf(story.filter((step) => 'event_type' in step)));
      }),
      { numRuns: 60 },
    );
  });

  it('holds the same whoever of two workers commits first, also where both meet new films under two names at once', async () => {
    const users = ['ann', 'ben', 'zoë'];
    await fc.assert(
      fc.asyncProperty(fc.array(storyEvent, { minLength: 30, maxLength: 60 }), async (story) => {
        await begin();
        await pool.query(`DELETE FROM dimension WHERE kind = 'film'`);
        const workers = await Promise.all([new Worker().start(), new Worker().start()]);
        const workerOf = (userId: string) => workers[users.indexOf(userId) % 2]!;
        for (let from = 0; from < story.length; from += 10) {
          for (const event of story.slice(from, from + 10)) workerOf(event.user_id).tell(event, homeOf[event.user_id]!);
          await Promise.all([workers[0]!.commit([0, 2]), workers[1]!.commit([1])]);
        }
        expect(await storedLines(pool)).toEqual(referenceOf(story));
      }),
      { numRuns: 25 },
    );
  });

  it('joins names to one film in whatever order they are told, also in two transactions at once', async () => {
    const tell = (user_id: string, movie: object): StoryEvent => ({
      ...{ event_type: 'ADD', user_id, timestamp: new Date(storyNowMs).toISOString() },
      movie: movie as never,
    });
    const told = [
      tell('ann', { name: 'Hitze', year: 1995 }),
      tell('ben', { imdb_id: 'tt77' }),
      tell('zoë', { imdb_id: 'tt77', name: 'Hitze', year: 1995 }),
      // The catalogue knows this name and no IMDb id for it.
      tell('ann', { imdb_id: 'tt77', name: 'Pi', year: 1998 }),
      tell('ben', { imdb_id: 'tt78', name: 'Hitze', year: 1995 }),
    ];
    const found = new Set<string>();
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 4, 0, 3, 1],
      [3, 4, 1, 2, 0],
    ]) {
      await begin();
      const workers = await Promise.all([new Worker().start(), new Worker().start()]);
      for (const [at, which] of order.entries()) {
        workers[at % 2]!.tell(told[which]!, homeOf[told[which]!.user_id]!);
        if (at % 2 === 1 || at === order.length - 1)
          await Promise.all([workers[0]!.commit([0, 1, 2]), workers[1]!.commit([0, 1, 2])]);
      }
      const { rows } = await pool.query(
        `SELECT d.value AS film, coalesce(t.value, '#' || a.target) AS target, coalesce(s.value, '#' || a.same_as) AS same_as,
           (SELECT title FROM film f WHERE f.id = a.film) AS title FROM film_alias a
         JOIN dimension d ON d.id = a.film - 1000000 LEFT JOIN dimension t ON t.id = a.target - 1000000
         LEFT JOIN dimension s ON s.id = a.same_as - 1000000 ORDER BY d.value`,
      );
      found.add(JSON.stringify(rows));
      const totals = await pool.query(
        `SELECT coalesce(same_as, s.film) AS film, sum(adds)::int AS adds FROM film_stat s LEFT JOIN film_alias USING (film)
         WHERE source = 3 GROUP BY 1 ORDER BY 2 DESC, 1`,
      );
      expect(totals.rows[0]).toEqual({ film: 2, adds: 4 });
    }
    expect([...found].map((text) => JSON.parse(text))).toEqual([
      [
        { film: 'i:tt77', target: '#2', same_as: '#2', title: expect.stringMatching(/^(Pi|Hitze)$/) },
        { film: 'n:1995:Hitze', target: 'i:tt77', same_as: '#2', title: 'Hitze' },
      ],
    ]);
  });

  it('counts a film once, however often its ADD comes again without numbers', async () => {
    await begin();
    const worker = await new Worker().start();
    const event = {
      event_type: 'ADD',
      user_id: 'ann',
      timestamp: new Date(storyNowMs).toISOString(),
      movie: { imdb_id: 'tt1', rating: 7 },
    };
    const lines = new Set<string>();
    for (let time = 0; time < 3; time++) {
      worker.tell(event, 0);
      await worker.commit([0]);
      lines.add(JSON.stringify(await storedLines(pool)));
    }
    expect(lines.size).toBe(1);
    expect([...lines][0]).toContain('user ann: 1 films, 1 rated 14, 91 min');
  });

  it('looks rows up by their keys also while the planner believes the tables to be empty', async () => {
    await begin();
    const worker = await new Worker().start();
    const tables = ['user_stat', 'user_movie', 'user_month', 'user_rating', 'user_affinity'];
    const tell = (event_type: string, movie: object): void => {
      for (let at = 0; at < 6_000; at++)
        worker.tell({ event_type, user_id: `user ${at}`, timestamp: '2026-11-22T20:00:00Z', movie: movie as never }, 0);
    };
    tell('ADD', { imdb_id: 'tt1', rating: 7 });
    tell('ADD', { imdb_id: 'tt4', rating: 8 });
    await worker.commit([0]);
    await pool.query(`UPDATE pg_class SET reltuples = 0, relpages = 10 WHERE relname = ANY($1)`, [tables]);
    tell('UPDATE_RATING', { imdb_id: 'tt1', new_rating: 9 });
    tell('DELETE', { imdb_id: 'tt4' });
    const scans: string[] = [];
    await worker.commit([0], async (client, { text, values }) => {
      const { rows } = await client.query(`EXPLAIN ${text}`, [...values]);
      for (const row of rows as { 'QUERY PLAN': string }[])
        if (/Seq Scan on user_/.test(row['QUERY PLAN'])) scans.push(`${row['QUERY PLAN'].trim()} in ${text}`);
    });
    expect(scans).toEqual([]);
    expect(await storedLines(pool)).toContain('user user 7: 1 films, 1 rated 18, 91 min');
  });

  it('refuses sums below zero', async () => {
    await begin();
    for (const text of [
      `INSERT INTO user_stat (user_id, partition, last_event_at, minutes) VALUES ('a', 0, now(), -1)`,
      `INSERT INTO user_month (user_id, month, films, rated, rating_sum, minutes) VALUES ('a', '2026-11', -1, 0, 0, 0)`,
      `INSERT INTO user_rating (user_id, rating, films) VALUES ('a', 1, -1)`,
      `INSERT INTO user_affinity (user_id, kind, name, films, rated, rating_sum) VALUES ('a', 'genre', 'b', 1, -1, 0)`,
      `INSERT INTO film_stat (film, source, adds) VALUES (1, 3, -1)`,
      `INSERT INTO film_minute (minute, film, source, adds) VALUES (now(), 1, 3, -1)`,
    ])
      await expect(pool.query(text), text).rejects.toThrow(/not_below_zero/);
  });
});
