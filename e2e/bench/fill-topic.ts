import { Kafka, logLevel } from 'kafkajs';
import { type EventStreamName, streams } from '../../lib/contracts/streams';
import { eventually } from '../support/eventually';
import { recreateTopics } from '../support/test-kafka';
import { runChild } from './run-child';

/** Empties the topics and fills those of a stream with our own producer, as fast as it goes. */
export async function fillTopic(options: {
  brokers: readonly string[];
  records: number;
  producer?: EventStreamName;
  seed: string;
  /** Further flags of `streamscope produce`. */
  flags?: readonly string[];
}): Promise<void> {
  const { producer = 'orders' } = options;
  const names = streams[producer].topics;
  const kafka = new Kafka({ brokers: [...options.brokers], clientId: 'bench', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  // Right after a topic was made, a broker under load may still deny that it has it.
  await eventually('the topics are made', () => recreateTopics(admin, names).then(() => true), { withinMs: 30_000 });
  await runChild(process.execPath, [
    ...['workers/cli/streamscope.mjs', 'produce', producer, '--json', '--no-outbox'],
    ...['--bootstrap-servers', options.brokers.join(','), '--events-per-second', '0'],
    ...['--max-events', String(options.records), '--seed', options.seed, ...(options.flags ?? [])],
  ]);
  const ends = await Promise.all(names.map((topic) => admin.fetchTopicOffsets(topic)));
  await admin.disconnect();
  const sent = ends.flat().reduce((sum, { high }) => sum + Number(high), 0);
  if (sent !== options.records) throw new Error(`the topics of ${producer} hold ${sent} records of ${options.records}`);
}

/** live: purchases happen now; backfill: they are spread over 28 days, nearly one cell an order. */
export const fillOrders = (brokers: readonly string[], records: number, workload: 'live' | 'backfill'): Promise<void> =>
  fillTopic({
    ...{ brokers, records, seed: `bench ${workload}` },
    flags: ['--purchase-spread-days', workload === 'live' ? '0' : '28'],
  });
