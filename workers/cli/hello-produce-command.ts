import { randomBytes } from 'node:crypto';
import { describeTopic } from '@/lib/kafka/topics-admin';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { sendRatings } from './hello-ratings';
import { toJsonLine } from './text-table';
import { noSuchTopic } from './topics-show-command';

export interface HelloProduceOptions {
  readonly count: number;
  readonly topic: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** Sends a few ratings and tells where each one stands. Resolves to the exit code: 1 when one was not acknowledged. */
export async function helloProduce(found: FoundBrokers, options: HelloProduceOptions): Promise<0 | 1> {
  const { topic, count } = options;
  const kafka = openKafka(found, callName());
  const described = await askKafka(found, kafka, (admin) => describeTopic(admin, topic));
  if (described === null) throw noSuchTopic(found, topic);
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort()).once('SIGTERM', () => stopping.abort());
  const seed = options.seed ?? randomBytes(6).toString('hex');
  const say = options.json === true ? (): void => {} : (line: string): void => console.log(line);
  const sent = await sendRatings(kafka, {
    ...{ topic, count, seed, partitions: described.partitions.length, signal: stopping.signal },
    onSent({ user, film, rating, placed, reason }, number) {
      const what = `${String(number).padStart(String(count).length)}/${count}  user ${user} gives film ${film} ${rating.toFixed(1)}`;
      if (placed === null) say(`${what}  not acknowledged: ${reason}`);
      else say(`${what}  → ${topic}/${placed.partition} @ ${placed.offset}  ${placed.ackMs.toFixed(1)} ms`);
    },
  });
  const acknowledged = sent.flatMap(({ placed }) => (placed === null ? [] : [placed]));
  const summary = {
    topic,
    seed,
    sent_ok: acknowledged.length,
    sent_error: sent.length - acknowledged.length,
    success_rate: sent.length === 0 ? 0 : acknowledged.length / sent.length,
    avg_ack_ms:
      acknowledged.length === 0
        ? null
        : acknowledged.reduce((total, { ackMs }) => total + ackMs, 0) / acknowledged.length,
  };
  if (options.json === true)
    console.log(
      toJsonLine({ ...summary, records: sent.map(({ value, placed, reason }) => ({ ...placed, value, reason })) }),
    );
  else
    console.log(
      [
        '',
        `sent_ok       ${summary.sent_ok}`,
        `sent_error    ${summary.sent_error}`,
        `success_rate  ${(summary.success_rate * 100).toFixed(1)} %`,
        `avg_ack_ms    ${summary.avg_ack_ms?.toFixed(1) ?? '-'}`,
        `seed          ${seed}`,
      ].join('\n'),
    );
  return summary.sent_error === 0 ? 0 : 1;
}
