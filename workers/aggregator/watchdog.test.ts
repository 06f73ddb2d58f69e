import { expect, it } from 'vitest';
import { SimulatedLedger } from './simulated-ledger';
import { SimulatedPartition } from './simulated-log';
import { SimulatedWorker } from './simulated-worker';
import { createWatchdog } from './watchdog';

const settle = async () => {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
};

async function scene() {
  const log = new SimulatedPartition();
  const database = new SimulatedLedger();
  const worker = new SimulatedWorker([log], database);
  let nowMs = 0;
  const lags: bigint[] = [];
  const watchdog = createWatchdog({
    ownership: worker.ownership,
    probe: worker.probe,
    databaseAnswers: async () => {
      if (database.fault === 'down') throw new Error('the database is down');
    },
    stuckAfterMs: 60_000,
    now: () => nowMs,
    onLag: (_topic, _partition, lag) => lags.push(lag),
  });
  worker.join([0]);
  await settle();
  const look = async (atMs: number) => {
    nowMs = atMs;
    await watchdog.look();
  };
  return { log, database, worker, watchdog, look, lags, state: () => worker.ownership.all[0]! };
}

it('calls a partition stuck that could move and did not for a minute', async () => {
  const { log, look, watchdog, lags } = await scene();
  log.append([{ value: 'a' }]);
  await look(0);
  await look(59_000);
  expect(watchdog.stuck).toBeNull();
  await look(60_000);
  expect(watchdog.stuck).toContain('orders/0 has stood at 0 (ready) for 60 s');
  expect(lags).toEqual([1n, 1n, 1n]);
});

it('excuses a partition that has nothing to read, has moved, or is halted', async () => {
  const { log, worker, look, watchdog, state } = await scene();
  await look(0);
  await look(100_000);
  log.append([{ value: 'a' }]);
  await look(150_000);
  worker.fetch(0);
  await look(200_000);
  worker.startFlush();
  await settle();
  await look(250_000);
  log.append([{ value: 'b' }]);
  worker.ownership.halt(state(), 'for a test');
  await look(300_000);
  await look(400_000);
  expect(watchdog.stuck).toBeNull();
});

it('begins anew after an outage of database or broker, and tells of it', async () => {
  const { log, database, look, watchdog } = await scene();
  log.append([{ value: 'a' }]);
  await look(0);
  database.fault = 'down';
  await look(50_000);
  expect(watchdog.problem).toBe('the database is down');
  database.fault = null;
  await look(70_000);
  expect([watchdog.problem, watchdog.stuck]).toEqual([null, null]);
  await look(130_000);
  expect(watchdog.stuck).not.toBeNull();
});

it('calls a claim stuck that does not end', async () => {
  const { worker, database, look, watchdog, state } = await scene();
  database.ledger.claim = () => new Promise(() => {});
  worker.join([0]);
  await look(0);
  expect(state().phase).toBe('claiming');
  await look(60_000);
  expect(watchdog.stuck).toContain('(claiming)');
});

it('notices what no fetch tells: removal up to the end, a log that ends early, an empty topic of the same name', async () => {
  for (const change of [
    (log: SimulatedPartition) => log.removeBelow(2n),
    (log: SimulatedPartition) => {
      log.high = 0n;
    },
    (log: SimulatedPartition) => {
      log.incarnation = 'cluster/second';
    },
  ]) {
    const { log, worker, look, state } = await scene();
    log.append([{ value: 'a' }]);
    worker.fetch(0);
    worker.startFlush();
    await settle();
    log.high = 2n;
    await look(0);
    expect(state().phase).toBe('ready');
    change(log);
    await look(1_000);
    expect(state().phase).toBe('held');
  }
});
