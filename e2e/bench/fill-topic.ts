import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '../support/eventually';
import { recreateTopics } from '../support/test-kafka';
import { runChild } from './run-child';

/**
 * Empties the topics and fills `orders` with our own producer, as fast as it goes. live: purchases happen now;
 * backfill: they are spread over 28 days, nearly one cell an order.
 */
export async function fillTopic(options: {
  brokers: readonly string[];
  records: number;
  workload: 'live' | 'backfill';
}): Promise<void> {
  const kafka = new Kafka({ brokers: [...options.brokers], clientId: 'bench', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  // Right after a topic was made, a broker under load may still deny that it has it.
  await eventually('the topics are made', () => recreateTopics(admin).then(() => true), { withinMs: 30_000 });
  await runChild(process.execPath, [
    ...['workers/cli/streamscope.mjs', 'produce', 'orders', '--json', '--bootstrap-servers', options.brokers.join(',')],
    ...['--events-per-second', '0', '--max-events', String(options.records), '--seed', `bench ${options.workload}`],
    ...['--purchase-spread-days', options.workload === 'live' ? '0' : '28'],
  ]);
  const ends = await admin.fetchTopicOffsets('orders');
  await admin.disconnect();
  const sent = ends.reduce((sum, { high }) => sum + Number(high), 0);
  if (sent !== options.records) throw new Error(`the topic holds ${sent} orders of ${options.records}`);
}
