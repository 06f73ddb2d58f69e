import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../e2e/support/eventually';
import { createLagSamplerLock, type LagSamplerLock } from './lag-sampler-lock';
import { createPool, type Pool } from './pool';
import { readLedger } from './read-ledger';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

let database: ScratchDatabase;
let pool: Pool;
const locks: LagSamplerLock[] = [];

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'lock-test' });
});

afterEach(async () => {
  for (const lock of locks.splice(0)) await lock.close();
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

function lockOf(applicationName: string): LagSamplerLock {
  const lock = createLagSamplerLock({ databaseUrl: database.databaseUrl, applicationName });
  locks.push(lock);
  return lock;
}

describe('createLagSamplerLock', () => {
  it('lets one hold it, and the next as soon as that one is gone', async () => {
    const [first, second] = [lockOf('first'), lockOf('second')];
    expect([await first.hold(), await second.hold(), await first.hold(), await second.hold()]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    await first.close();
    await eventually('the lock', () => second.hold());
  });

  it('is lost with its session, and taken again', async () => {
    const lock = lockOf('victim');
    await lock.hold();
    await pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'");
    await eventually('the loss', async () => {
      try {
        await readLedger(lock.session);
        return false;
      } catch {
        return true;
      }
    });
    lock.drop();
    await eventually('the lock again', () => lock.hold());
    expect((await readLedger(lock.session)).cursors).toEqual([]);
  });

  it('throws while nobody answers', async () => {
    const url = new URL(database.databaseUrl);
    url.port = '1';
    const lock = createLagSamplerLock({ databaseUrl: url.href, applicationName: 'nobody' });
    locks.push(lock);
    await expect(lock.hold()).rejects.toThrow();
    expect(() => lock.session).toThrow();
  });
});

describe('readLedger', () => {
  it('sums the event pipelines, beyond 2^53, and sees whichever partition does not balance', async () => {
    const insert = (partition: number, start: bigint, next: bigint, valid: bigint, dead: bigint, topic = 'orders') =>
      pool.query(
        `INSERT INTO consumer_cursor (topic, partition, cluster_id, incarnation, start_offset, next_offset, valid, dead,
           deduplicated, gaps, control) VALUES ($6, $1, 'c', 'c/t', $2, $3, $4, $5, 2, 3, 1)`,
        [partition, String(start), String(next), String(valid), String(dead), topic],
      );
    await pool.query('ALTER TABLE consumer_cursor DROP CONSTRAINT consumer_cursor_balances');
    const big = 2n ** 60n;
    await insert(0, 10n, 10n + big, big - 7n, 1n);
    await insert(1, 0n, 20n, 10n, 4n, 'events_views');
    await insert(0, 0n, 106n, 100n, 0n, 'metrics');
    const { cursors, ledger } = await readLedger(pool);
    expect(cursors.map(({ nextOffset }) => nextOffset)).toEqual([20n, 106n, 10n + big]);
    expect(ledger).toEqual({
      read: String(big + 20n),
      valid: String(big + 3n),
      dead: '5',
      deduplicated: '4',
      gaps: '6',
      control: '2',
      balances: true,
    });
    await pool.query("UPDATE consumer_cursor SET valid = valid + 1 WHERE topic = 'orders'");
    await pool.query("UPDATE consumer_cursor SET valid = valid - 1 WHERE topic = 'events_views'");
    expect((await readLedger(pool)).ledger.balances).toBe(false);
    await pool.query("UPDATE consumer_cursor SET valid = valid - 1 WHERE topic = 'orders'");
    await pool.query("UPDATE consumer_cursor SET valid = valid + 1 WHERE topic = 'events_views'");
    expect((await readLedger(pool)).ledger.balances).toBe(true);
    await pool.query("UPDATE consumer_cursor SET valid = 99 WHERE topic = 'metrics'");
    expect((await readLedger(pool)).ledger.balances).toBe(false);
  });
});
