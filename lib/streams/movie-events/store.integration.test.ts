import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDimensionIds } from '@/lib/db/dimension-ids';
import { migrate } from '@/lib/db/migrate';
import { createPool, inTransaction, type Pool } from '@/lib/db/pool';
import { createScratchDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import type { Row, StreamFold } from '../stream';
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

  async commit(order: readonly number[]): Promise<void> {
    const { stream } = this;
    const empty = stream.createFold('user-movie-events').take();
    const delta = order.map((partition) => this.folds[partition]!.take()).reduce(stream.merge, empty);
    await stream.statements(delta, createDimensionIds(pool));
    await inTransaction(pool, async (client) => {
      const loaded: Row[][] = [];
      for (const { text, values } of stream.stateful!.load(delta))
        loaded.push((await client.query(text, [...values])).rows);
      for (const { text, values } of stream.stateful!.apply(delta, loaded)) await client.query(text, [...values]);
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
    database = await createScratchDatabase(process.env.TEST_DATABASE_URL);
    await migrate(database.databaseUrl);
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
});
