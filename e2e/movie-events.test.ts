import { afterEach, describe, expect, it } from 'vitest';
import { fillCatalogueOf } from '../lib/db/film-catalogue';
import { madeCatalogue } from '../lib/db/made-catalogue';
import { badMovieEvents } from './support/bad-movie-events';
import { type KillPoint, killByPlan } from './support/kill-plan';
import { findMovieProblems } from './support/movie-invariants';
import type { MovieTotals } from './support/movie-oracle';
import { movieSource } from './support/movie-records';
import { numberedProducer } from './support/numbered-producer';
import { startLoad } from './support/order-load';
import { publishedProblems } from './support/published-invariant';
import { readInChild, readPublishedParts } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';

const soak = process.env.SOAK === '1';
const events = soak ? 500_000 : 10_000;
const topic = 'user-movie-events';
const partitions = 3;
const round: readonly KillPoint[] = ['in-transaction', 'anywhere', 'after-commit', 'before-begin', 'anywhere'];
const plan = soak ? [...round, ...round, ...round] : round.slice(0, 3);

describe('the pipeline of film lists', () => {
  let scene: Scene | null = null;
  let load: ReturnType<typeof startLoad> | null = null;
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
  });

  const known = madeCatalogue()
    .slice(0, soak ? 2_000 : 150)
    .map(({ imdbId, title, year }) => ({ imdb_id: imdbId!, name: title, year: year! }));
  const setStage = async (): Promise<Scene> => {
    scene = await setScene({ streams: ['movie-events'] });
    await fillCatalogueOf(scene.database.databaseUrl, madeCatalogue);
    return scene;
  };
  const settle = async ({ kafka, database, caughtUp }: Scene) => {
    await caughtUp(soak ? 900_000 : 120_000);
    const { databaseUrl, sql } = database;
    const oracle = (await readInChild('./movie-oracle-process.ts', kafka.brokers, topic, databaseUrl)) as MovieTotals;
    return { oracle, problems: await findMovieProblems(sql, oracle) };
  };
  const sourceOf = (seed: number) => movieSource({ seed, users: soak ? 20_000 : 200, invalid: 0.02, known });

  it('keeps every list as it was told under SIGKILLs: lists, sums, films, minutes, notes and dead letters', {
    timeout: soak ? 3_600_000 : 240_000,
  }, async () => {
    const stage = await setStage();
    load = startLoad({ producer: stage.kafka.producer, perSecond: 500, topic, partitions, source: sourceOf(1) });
    const kills = await killByPlan({ scene: stage, plan, moveOnWithinMs: 15_000 });
    await load.finish(events);
    const { oracle, problems } = await settle(stage);

    const { tables } = oracle;
    console.log(
      `${oracle.valid} events, ${oracle.rejected.length} rejected, ${Object.keys(tables.user_movie!).length} films in lists, ${kills.length} kills, ${JSON.stringify(tables.fold_note)}`,
    );
    expect(problems).toEqual([]);
    expect(await publishedProblems(stage.database.sql, await readPublishedParts(stage.kafka.brokers))).toEqual([]);
    expect(oracle.valid).toBeGreaterThan(events * 0.9);
    for (const code of [
      'NOT_JSON',
      'NOT_AN_OBJECT',
      'MISSING_FIELD',
      'WRONG_TYPE',
      'OUT_OF_RANGE',
      'BAD_TIME',
      'UNKNOWN_EVENT_TYPE',
    ])
      expect(oracle.rejected.map((one) => one.code)).toContain(code);
    for (const note of ['ignored_delete_of_absent_film', 'ignored_rating_of_absent_film', 'user_in_two_partitions'])
      expect(Object.keys(tables.fold_note!)).toContain(note);
    const { rows } = await stage.database.sql.query('SELECT count(*)::int AS n FROM film_alias');
    expect(rows[0].n).toBeGreaterThan(0);
    expect(Object.values(oracle.partitions).reduce((sum, { deduplicated }) => sum + deduplicated, 0)).toBe(load.copies);
  });

  it('keeps each wrong record as a dead letter with its code and field', async () => {
    const stage = await setStage();
    const worker = stage.startWorker();
    await worker.ready();
    const messages = badMovieEvents.map(({ key, value }) => ({ key, value, partition: 1 }));
    for (const message of messages) await stage.kafka.producer.send({ topic, acks: -1, messages: [message] });
    const { oracle, problems } = await settle(stage);
    expect(problems).toEqual([]);
    expect(oracle.valid).toBe(0);
    expect(oracle.rejected.map(({ code, fieldPath }) => ({ code, fieldPath }))).toEqual(
      badMovieEvents.map(({ code, fieldPath }) => ({ code, fieldPath })),
    );
    expect(await worker.notReady()).toBeNull();
  });

  it.runIf(soak)('loses events when the cursor advances in a transaction of its own', async () => {
    const stage = await setStage();
    load = startLoad({ producer: stage.kafka.producer, perSecond: 500, topic, partitions, source: sourceOf(3) });
    const environment = { STREAMSCOPE_UNSAFE: 'cursor-apart' };
    await killByPlan({ scene: stage, plan: ['in-transaction'], environment, moveOnWithinMs: 30_000 });
    await load.finish(2_000);
    expect((await settle(stage)).problems).not.toEqual([]);
  });

  it('changes nothing when records come again: with their numbers no event, without them no ADD', async () => {
    const stage = await setStage();
    const { producer } = stage.kafka;
    const numbered = numberedProducer({ producer, topic, partitions, persistent: true });
    const source = sourceOf(2);
    await stage.startWorker().ready();
    await numbered.send(Array.from({ length: 1_000 }, () => source.next()));
    const once = await settle(stage);
    await numbered.sendAgain();
    const again = await settle(stage);
    expect([once.problems, again.problems]).toEqual([[], []]);
    expect(again.oracle.tables).toEqual(once.oracle.tables);
    expect(Object.values(again.oracle.partitions).reduce((sum, { deduplicated }) => sum + deduplicated, 0)).toBe(1_000);

    const adds = Array.from({ length: 60 }, (_, at) => ({
      key: 'adder',
      partition: 0,
      value: JSON.stringify({
        ...{ event_type: 'ADD', user_id: 'adder', timestamp: new Date().toISOString() },
        movie: { ...known[at % known.length], rating: 8 },
      }),
    }));
    await producer.send({ topic, acks: -1, messages: adds });
    const added = await settle(stage);
    await producer.send({ topic, acks: -1, messages: adds });
    const twice = await settle(stage);
    expect([added.problems, twice.problems]).toEqual([[], []]);
    expect(twice.oracle.valid).toBe(added.oracle.valid + adds.length);
    expect(twice.oracle.tables).toEqual(added.oracle.tables);
    expect(added.oracle.tables.user_stat!.adder).toMatch(/^60 60 960 /);
  });
});
