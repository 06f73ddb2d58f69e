import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callCli, lastJson } from './support/call-cli';
import { eventually } from './support/eventually';
import { type Load, startLoad, startOrderLoad } from './support/order-load';
import { seededRandom, type TestRecord } from './support/order-records';
import { publishedProblems } from './support/published-invariant';
import { readPublishedParts } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';
import { readCursors } from './support/stored-state';

const soak = process.env.SOAK === '1';
const orders = soak ? 100_000 : 8_000;
const filmEvents = soak ? 50_000 : 3_000;
const sourceOfLists = 3;

/** Lists of a few users who add, rate and remove a few films: nearly every event meets what is stored. A user keeps to one partition. */
function filmListSource(seed: number): { next(): TestRecord } {
  const random = seededRandom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  return {
    next() {
      const [user, film] = [pick(12), pick(15)];
      const user_id = `user-${user}`;
      const event_type = ['ADD', 'ADD', 'DELETE', 'UPDATE_RATING'][pick(4)]!;
      const movie = {
        ...{ name: `Film ${film}`, year: 1990 + film, imdb_id: `tt${1_000_000 + film}`, rating: 0.5 + pick(20) / 2 },
        ...{ genres: ['Drama'], duration: 90 + film, director: `Director ${film % 3}`, new_rating: 0.5 + pick(20) / 2 },
      };
      const value = { event_type, user_id, timestamp: new Date().toISOString(), movie };
      return { key: user_id, partition: user % 3, value: Buffer.from(JSON.stringify(value)) };
    },
  };
}

describe('streamscope rebuild', () => {
  let scene: Scene | null = null;
  let load: Load | null = null;
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'streamscope-rebuild-'));
  });
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const rebuild = (stage: Scene, ...args: readonly string[]) =>
    callCli(directory, ['rebuild', ...args, '--yes', '--json'], {
      KAFKA_BROKERS: stage.kafka.brokers.join(','),
      DATABASE_URL: stage.database.databaseUrl,
    });
  const storedOf = async (stage: Scene) =>
    [...(await readCursors(stage.database.sql)).values()].reduce((sum, cursor) => sum + cursor.valid, 0n);

  it('gives the same totals under load, also when a worker dies meanwhile', async () => {
    const stage = await setScene();
    scene = stage;
    load = startOrderLoad({ producer: stage.kafka.producer, perSecond: 500, seed: 31 });
    const victim = stage.startWorker();
    await victim.ready();
    await stage.startWorker().ready();
    await eventually('some orders are stored', async () => (await storedOf(stage)) > BigInt(orders / 4), {
      withinMs: 120_000,
      describe: victim.tail,
    });

    const { ended } = rebuild(stage, 'orders');
    const isSetBack = async () =>
      [...(await readCursors(stage.database.sql)).values()].every((cursor) => cursor.rebuildEpoch === 1);
    await eventually('the cursors are set back', isSetBack, { withinMs: 30_000, everyMs: 5 });
    victim.kill('SIGKILL');
    await victim.exited();
    await stage.buryWorker(victim);
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const said = lastJson(stdout);
    expect(said).toMatchObject({ stream: 'orders', lost: '0', gaps: '0' });
    expect(Number(said.emptied)).toBeGreaterThan(orders / 4);
    expect(Number(said.records)).toBeGreaterThanOrEqual(Number(said.emptied));

    await load.finish(orders);
    const { oracle, findings } = await stage.settle();
    expect(findings.problems).toEqual([]);
    expect(oracle.valid).toBeGreaterThan(orders * 0.9);
    const published = await readPublishedParts(stage.kafka.brokers);
    expect(await publishedProblems(stage.database.sql, published)).toEqual([]);
    const ranges = published.map((part) => `${part.rebuildEpoch} ${part.partition} ${part.fromOffset}`);
    expect(new Set(ranges).size).toBe(ranges.length);
    expect(published.some((part) => part.rebuildEpoch === 0)).toBe(true);
    expect(published.some((part) => part.rebuildEpoch === 1 && part.fromOffset === '0')).toBe(true);
  });

  it('gives the same rows of a stream whose events change what is stored, on idle partitions', async () => {
    const stage = await setScene({ streams: ['movie-events'] });
    scene = stage;
    const { producer } = stage.kafka;
    const topic = 'user-movie-events';
    load = startLoad({ producer, perSecond: 1_000, topic, partitions: 3, source: filmListSource(7) });
    await load.finish(filmEvents);
    await stage.startWorker().ready();
    await stage.startWorker().ready();
    await stage.caughtUp();
    const rowsOf = async () => {
      const rows: Record<string, unknown[]> = {};
      for (const table of ['user_stat', 'user_movie', 'user_month', 'user_rating', 'user_affinity', 'fold_note'])
        rows[table] = (
          await stage.database.sql.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY t::text`)
        ).rows;
      for (const table of ['film_stat', 'film_minute'])
        rows[table] = (
          await stage.database.sql.query(
            `SELECT to_jsonb(t) AS row FROM ${table} t WHERE source = ${sourceOfLists} ORDER BY t::text`,
          )
        ).rows;
      return rows;
    };
    const before = await rowsOf();
    expect(before.user_movie?.length).toBeGreaterThan(50);

    const { code, stderr } = await rebuild(stage, 'movie-events').ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    await stage.caughtUp();
    expect(await rowsOf()).toEqual(before);
    const cursors = [...(await readCursors(stage.database.sql, topic)).values()];
    expect(cursors.map((cursor) => cursor.rebuildEpoch)).toEqual([1, 1, 1]);
  });

  it('is refused with the count of what Kafka no longer holds, and counts the rest once that is accepted', async () => {
    const stage = await setScene();
    scene = stage;
    load = startOrderLoad({ producer: stage.kafka.producer, perSecond: 1_000, seed: 33 });
    await load.finish(600);
    const worker = stage.startWorker();
    await worker.ready();
    await stage.caughtUp();
    await stage.kafka.admin.deleteTopicRecords({ topic: 'orders', partitions: [{ partition: 2, offset: '30' }] });
    const before = await readCursors(stage.database.sql);

    const refused = await rebuild(stage, 'orders').ended;
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/no longer holds 30 of the \d+ records/);
    expect(await readCursors(stage.database.sql)).toEqual(before);
    const { code, stdout, stderr } = await rebuild(stage, 'orders', '--accept-loss').ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(lastJson(stdout)).toMatchObject({ lost: '30', gaps: '0' });
    expect((await stage.settle()).findings.problems).toEqual([]);
  });

  it('calls an unknown stream wrong usage and does nothing where nobody can be asked', async () => {
    const stage = await setScene();
    scene = stage;
    const unknown = await rebuild(stage, 'order').ended;
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('orders, ratings, engagement, movie-events, metrics');
    const environment = { KAFKA_BROKERS: stage.kafka.brokers.join(','), DATABASE_URL: stage.database.databaseUrl };
    const asked = await callCli(directory, ['rebuild', 'orders'], environment).ended;
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain('--yes');
  });
});
