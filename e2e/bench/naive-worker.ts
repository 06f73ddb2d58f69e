import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import pg from 'pg';
import { z } from 'zod';
import { fetchSettingsOf } from './fetch-settings';

/**
 * Contender: what one writes first. Stock kafkajs, a message at a time, zod, and one transaction an order that adds it to
 * its cell and moves the offset. Arguments: brokers, group id, records, database URL. Prints one line of JSON.
 */
const [brokers = '', groupId = '', records = '0', databaseUrl = ''] = process.argv.slice(2);
const orderSchema = z.object({
  order_id: z.string().min(1).max(64),
  user_id: z.union([z.string().min(1).max(64), z.int()]),
  item: z.string().min(1).max(200),
  quantity: z.int().min(1).max(1_000_000),
  unit_price: z.number().positive().max(1_000_000),
  currency: z.string().length(3).default('EUR'),
  channel: z.string().min(1).max(40),
  payment_method: z.string().min(1).max(40),
  purchased_at: z.iso.datetime({ offset: true }),
  event_time_ms: z.int(),
});

const database = new pg.Client({ connectionString: databaseUrl });
await database.connect();
await database.query(`CREATE TABLE naive_cell (hour timestamptz, item text, channel text, payment text, currency text,
  orders bigint, quantity bigint, revenue numeric, PRIMARY KEY (hour, item, channel, payment, currency));
  CREATE TABLE naive_offset (partition int PRIMARY KEY, next_offset bigint)`);

const kafka = new Kafka({ brokers: brokers.split(','), clientId: groupId, logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId, ...fetchSettingsOf(['orders']) });
let cpu = process.cpuUsage();
let startMs = 0;
let count = 0;
await consumer.connect();
await consumer.subscribe({ topic: 'orders', fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ partition, message }) => {
    try {
      await store(partition, message);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  },
});

async function store(partition: number, message: KafkaMessage): Promise<void> {
  if (count === 0) {
    cpu = process.cpuUsage();
    startMs = performance.now();
  }
  const order = orderSchema.parse(JSON.parse(message.value?.toString() ?? ''));
  await database.query('BEGIN');
  await database.query(
    `INSERT INTO naive_cell AS t VALUES (date_trunc('hour', $1::timestamptz), $2, $3, $4, $5, 1, $6, $7)
     ON CONFLICT (hour, item, channel, payment, currency) DO UPDATE SET orders = t.orders + 1,
     quantity = t.quantity + excluded.quantity, revenue = t.revenue + excluded.revenue`,
    [
      ...[order.purchased_at, order.item, order.channel, order.payment_method, order.currency],
      ...[order.quantity, order.quantity * order.unit_price],
    ],
  );
  await database.query(
    'INSERT INTO naive_offset VALUES ($1, $2) ON CONFLICT (partition) DO UPDATE SET next_offset = excluded.next_offset',
    [partition, BigInt(message.offset) + 1n],
  );
  await database.query('COMMIT');
  count++;
  if (count !== Number(records)) return;
  const spent = process.cpuUsage(cpu);
  const seconds = (performance.now() - startMs) / 1_000;
  console.log(JSON.stringify({ records: count, cpuSeconds: (spent.user + spent.system) / 1e6, seconds }));
  process.exit();
}
