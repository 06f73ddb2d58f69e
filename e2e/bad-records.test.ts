import { afterEach, describe, expect, it } from 'vitest';
import { badOrders, oddButGoodOrders } from './support/bad-orders';
import { startOrderLoad } from './support/order-load';
import { type Scene, setScene } from './support/scene';

describe('records that are not orders', () => {
  let scene: Scene | null = null;
  afterEach(() => scene?.close());

  it('are each kept byte for byte with code and field path, and disturb no order beside them', async () => {
    scene = await setScene();
    const { producer, admin } = scene.kafka;
    const worker = scene.startWorker();
    const load = startOrderLoad({ producer, perSecond: 1_000, seed: 8, invalid: 0.02 });
    const send = (messages: Parameters<typeof producer.send>[0]['messages']) =>
      producer.send({ topic: 'orders', acks: -1, messages });
    const longKey = Buffer.alloc(80_000, 'k');
    const tooLarge = Buffer.alloc(1_048_577, 'x');
    const headers = {
      'producer-id': 'somebody',
      'producer-seq': 'not a number',
      empty: '',
      bytes: Buffer.from([0, 255, 128]),
    };

    for (const [index, { key, value }] of [...badOrders, ...oddButGoodOrders].entries())
      await send([{ key, value, partition: index % 6, headers: index % 2 === 0 ? headers : {} }]);
    await send([
      { key: longKey, value: tooLarge, partition: 0 },
      { key: null, value: 'no key', partition: 1 },
      { key: null, value: null, partition: 2 },
    ]);
    await load.finish(5_000);
    const { oracle, findings } = await scene.settle();

    expect(findings.problems).toEqual([]);
    const { rows } = await scene.database.sql.query(
      `SELECT convert_from(key, 'UTF8') AS key, code, field_path, octet_length(value) AS kept FROM dead_letter
       WHERE octet_length(key) < 200`,
    );
    const stored = new Map(rows.map((row) => [row.key, { code: row.code, fieldPath: row.field_path, kept: row.kept }]));
    for (const { key, name, code, fieldPath } of badOrders)
      expect({ name, ...stored.get(key) }).toMatchObject({ name, code, fieldPath });
    for (const { key } of oddButGoodOrders) expect(stored.has(key)).toBe(false);
    expect(stored.get('bad: 2 MiB')?.kept).toBe(65_536);
    const ofLoad = oracle.rejected.length - badOrders.length - 3;
    expect(ofLoad / load.sent).toBeGreaterThan(0.01);
    expect((await admin.listTopics()).includes('orders')).toBe(true);
    expect(worker.exit).toBe(null);
  });
});
