import { afterEach, describe, expect, it } from 'vitest';
import { topics } from '../lib/contracts/topics';
import { createTopics } from '../lib/kafka/topics-admin';
import { eventually } from './support/eventually';
import { findProblems } from './support/invariants';
import { numberedProducer } from './support/numbered-producer';
import { orderSource } from './support/order-records';
import { addTotals, readOracle } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';
import { readCursors } from './support/stored-state';
import { connectTestKafka, deleteTopics } from './support/test-kafka';

describe('a partition whose past is not what it was', () => {
  let scene: Scene | null = null;
  afterEach(() => scene?.close());

  async function sendOrders(stage: Scene, count: number, seed: number): Promise<void> {
    const source = orderSource({ seed, nowMs: Date.now() });
    const numbered = numberedProducer({ producer: stage.kafka.producer, persistent: true });
    for (let left = count; left > 0; left -= 300)
      await numbered.send(Array.from({ length: Math.min(300, left) }, () => source.next()));
  }

  const positions = async (stage: Scene) =>
    [...(await readCursors(stage.database.sql)).values()].map(({ partition, nextOffset }) => [partition, nextOffset]);

  it.each([
    { length: 'shorter', orders: 120, worker: 'runs' },
    { length: 'longer', orders: 2_400, worker: 'runs' },
    { length: 'shorter', orders: 120, worker: 'is away' },
    { length: 'longer', orders: 2_400, worker: 'is away' },
  ] as const)(
    'is halted with its reason when the topic comes back $length while the worker $worker',
    async ({ orders, worker: state }) => {
      scene = await setScene();
      const stage = scene;
      let worker = stage.startWorker();
      await sendOrders(stage, 1_200, 9);
      const { oracle: before, findings: atFirst } = await stage.settle();
      expect(atFirst.problems).toEqual([]);
      const stood = await positions(stage);
      if (state === 'is away') await worker.stop();

      await deleteTopics(stage.kafka.admin, ['orders']);
      await createTopics(stage.kafka.admin, [topics.orders]);
      await sendOrders(stage, orders, 10);
      if (state === 'is away') worker = stage.startWorker();
      const halts = await eventually(
        'every partition is halted',
        async () => {
          const reasons = [...(await readCursors(stage.database.sql)).values()].map((cursor) => cursor.haltedReason);
          return reasons.every((reason) => reason !== null) ? reasons : null;
        },
        { withinMs: 60_000, describe: () => worker.tail() },
      );
      for (const reason of halts) expect(reason).toMatch(/\w+ \w+ \w+/);

      // A new process must find the same: a halt is not forgotten by a restart.
      await worker.stop();
      worker = stage.startWorker();
      await worker.ready();
      await sendOrders(stage, 300, 11);
      const claimed = () => [...stage.watch.cursors.values()].every((cursor) => cursor.ownerId === worker.instance);
      await eventually('the new worker owns all partitions', claimed, {
        withinMs: 60_000,
        describe: () => worker.tail(),
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const reasons = [...(await readCursors(stage.database.sql)).values()].map((cursor) => cursor.haltedReason);
      expect(reasons).not.toContain(null);
      expect(await positions(stage)).toEqual(stood);
      expect((await findProblems(stage.database.sql, before)).problems).toEqual([]);
      expect(worker.exit).toBe(null);
    },
  );

  it.each(['is away', 'is stopped for a moment'] as const)(
    'leaves a gap row for records that were deleted while the worker %s',
    async (state) => {
      scene = await setScene();
      // The session outlives the stop: the worker must notice by what it fetches, not by a new assignment.
      let worker = scene.startWorker({ KAFKA_SESSION_TIMEOUT_MS: '30000' });
      await sendOrders(scene, 1_200, 12);
      const { oracle: before } = await scene.settle();
      const stood = await readCursors(scene.database.sql);
      if (state === 'is away') await worker.stop();
      else {
        worker.kill('SIGSTOP');
        // Its last fetch waits at the broker for up to 250 ms and would still be answered with what comes now.
        await new Promise((resolve) => setTimeout(resolve, 600));
      }

      await sendOrders(scene, 1_200, 13);
      await scene.kafka.admin.fetchTopicOffsets('orders');
      const deletedTo = [...stood].map(([partition, cursor]) => ({ partition, offset: `${cursor.nextOffset + 50n}` }));
      await scene.kafka.admin.deleteTopicRecords({ topic: 'orders', partitions: deletedTo });
      if (state === 'is away') worker = scene.startWorker();
      else worker.kill('SIGCONT');
      await sendOrders(scene, 600, 14);
      await scene.caughtUp();

      const totals = addTotals(before, await readOracle(scene.kafka.brokers));
      expect((await findProblems(scene.database.sql, totals)).problems).toEqual([]);
      const { rows } = await scene.database.sql.query(
        'SELECT partition, from_offset, to_offset, cause FROM gap ORDER BY partition',
      );
      expect(rows.map((row) => [row.partition, row.from_offset, row.to_offset])).toEqual(
        [...stood].map(([partition, cursor]) => [partition, `${cursor.nextOffset}`, `${cursor.nextOffset + 50n}`]),
      );
      for (const row of rows) expect(row.cause).toMatch(/\w/);
      expect(await worker.metric('streamscope_group_joins_total')).toBe(1);
      expect(worker.exit).toBe(null);
    },
  );

  it.runIf(process.env.SOAK === '1')('goes on with partitions that were added while the worker runs', async () => {
    scene = await setScene();
    const worker = scene.startWorker();
    await sendOrders(scene, 600, 17);
    await scene.caughtUp();
    await scene.kafka.admin.createPartitions({ topicPartitions: [{ topic: 'orders', count: 8 }] });
    const later = await connectTestKafka(scene.kafka.brokers);
    const source = orderSource({ seed: 18, nowMs: Date.now() });
    const numbered = numberedProducer({ producer: later.producer, partitions: 8, persistent: true });
    await numbered.send(Array.from({ length: 800 }, () => source.next()));
    await later.close();
    // kafkajs looks at the topics every 30 s.
    const { findings } = await scene.settle(100_000);
    expect(findings.problems).toEqual([]);
    expect((await readCursors(scene.database.sql)).size).toBe(8);
    expect(worker.exit).toBe(null);
  });
});
