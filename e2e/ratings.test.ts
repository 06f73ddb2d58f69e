import { afterEach, describe, expect, it } from 'vitest';
import { fillCatalogueOf } from '../lib/db/film-catalogue';
import { madeCatalogue } from '../lib/db/made-catalogue';
import { badRatings, oddButGoodRatings } from './support/bad-ratings';
import { judgeRating } from './support/judge-rating';
import { type KillPoint, killByPlan } from './support/kill-plan';
import { startLoad } from './support/order-load';
import { publishedProblems } from './support/published-invariant';
import { findRatingProblems } from './support/rating-invariants';
import type { RatingTotals } from './support/rating-oracle';
import { ratingSource } from './support/rating-records';
import { readInChild, readPublishedParts } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';

const soak = process.env.SOAK === '1';
const ratings = soak ? 500_000 : 10_000;
const round: readonly KillPoint[] = ['anywhere', 'in-transaction', 'after-commit', 'before-begin', 'anywhere'];
const plan = soak ? [...round, ...round, ...round] : round.slice(0, 3);

describe('the pipeline of ratings', () => {
  let scene: Scene | null = null;
  let load: ReturnType<typeof startLoad> | null = null;
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
  });

  const setStage = async (): Promise<Scene> => {
    scene = await setScene({ streams: ['ratings'] });
    expect(await fillCatalogueOf(scene.database.databaseUrl, madeCatalogue)).toBe(27_278);
    return scene;
  };
  const settle = async ({ kafka, database, caughtUp }: Scene) => {
    await caughtUp();
    const { databaseUrl, sql } = database;
    const read = await readInChild('./rating-oracle-process.ts', kafka.brokers, 'ratings', databaseUrl);
    return { oracle: read as RatingTotals, problems: await findRatingProblems(sql, read as RatingTotals) };
  };
  const startRatings = ({ kafka: { producer } }: Scene, seed: number) =>
    startLoad({
      ...{ producer, perSecond: 500, topic: 'ratings' },
      source: ratingSource({ seed, users: soak ? 138_493 : 500, invalid: 0.02 }),
    });

  it('counts each rating once under SIGKILLs: cells, films, minutes, users, notes and dead letters', {
    timeout: soak ? 1_800_000 : 240_000,
  }, async () => {
    const stage = await setStage();
    load = startRatings(stage, 1);
    const kills = await killByPlan({ scene: stage, plan, moveOnWithinMs: 9_000 });
    await load.finish(ratings);
    const { oracle, problems } = await settle(stage);

    expect(problems).toEqual([]);
    expect(await publishedProblems(stage.database.sql, await readPublishedParts(stage.kafka.brokers))).toEqual([]);
    expect(oracle.valid).toBeGreaterThan(ratings * 0.9);
    expect(oracle.rejected.length).toBeGreaterThan(ratings * 0.01);
    expect(oracle.notes.unknown_film).toBeGreaterThan(100);
    expect(oracle.notes.too_old_for_film_minute).toBeGreaterThan(100);
    expect(Object.keys(oracle.users).length).toBeGreaterThan(400);
    expect(Object.values(oracle.partitions).reduce((sum, { deduplicated }) => sum + deduplicated, 0)).toBe(load.copies);
    expect(kills.filter(({ committedSinceJoin }) => committedSinceJoin).length).toBeGreaterThanOrEqual(plan.length);
  });

  it('is not exact when the cursor advances in a transaction of its own', async () => {
    const stage = await setStage();
    load = startRatings(stage, 2);
    const environment = { STREAMSCOPE_UNSAFE: 'cursor-apart' };
    await killByPlan({ scene: stage, plan: ['in-transaction'], environment, moveOnWithinMs: 30_000 });
    await load.finish(2_000);
    const { problems } = await settle(stage);
    for (const table of ['rating_cell', 'film_stat', 'user_genre'])
      expect(problems.filter((problem) => problem.startsWith(table))).not.toEqual([]);
  });

  it('keeps what is no rating byte for byte, and counts what is odd and still one', async () => {
    const stage = await setStage();
    const { producer } = stage.kafka;
    const worker = stage.startWorker();
    for (const [at, { key, value }] of [...badRatings, ...oddButGoodRatings].entries())
      await producer.send({ topic: 'ratings', acks: -1, messages: [{ key, value, partition: at % 6 }] });
    const { oracle, problems } = await settle(stage);

    expect(problems).toEqual([]);
    const { rows } = await stage.database.sql.query(
      `SELECT convert_from(key, 'UTF8') AS key, code, field_path FROM dead_letter`,
    );
    const stored = new Map(rows.map((row) => [row.key, `${row.code} ${row.field_path}`]));
    expect(Object.fromEntries(stored)).toEqual(
      Object.fromEntries(badRatings.map(({ key, code, fieldPath }) => [key, `${code} ${fieldPath}`])),
    );
    expect(oracle.valid).toBe(oddButGoodRatings.length);
    expect(worker.exit).toBe(null);
  });
});

describe("the tests' own judge of ratings", () => {
  const nowMs = Date.parse('2026-06-01T00:00:00Z');

  it.each(badRatings.map((bad) => [bad.name, bad] as const))('refuses %s', (_, { value, code, fieldPath }) => {
    expect(judgeRating(value, nowMs)).toEqual({ accepted: false, code, fieldPath });
  });

  it('accepts what is odd and still a rating', () => {
    for (const { value } of oddButGoodRatings)
      expect(judgeRating(value, nowMs)).toMatchObject({ accepted: true, user: 42 });
  });
});
