import type { Producer } from 'kafkajs';
import { expectedCode } from './judge-metrics';

const nested = `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`;
const envelope = (nowMs: number) => ({ v: 1, source: 'test', sequence: 1, sampledAtMs: nowMs });

/** Records that are no metric samples, with the code of each. */
const malformed = (nowMs: number): readonly (readonly [code: string, value: string | Buffer | null])[] => [
  ['NOT_JSON', null],
  ['NOT_JSON', ''],
  ['NOT_JSON', '{"metric":"rmse","val'],
  ['NOT_JSON', nested],
  ['NOT_AN_OBJECT', '[1]'],
  ['MISSING_FIELD', '{}'],
  ['MISSING_FIELD', JSON.stringify({ ...envelope(nowMs), kind: 'lag' })],
  ['WRONG_TYPE', JSON.stringify({ metric: 'rmse', value: '0.9', timestamp: nowMs })],
  ['OUT_OF_RANGE', `{"metric":"rmse","value":1e400,"timestamp":${nowMs}}`],
  ['UNKNOWN_EVENT_TYPE', JSON.stringify({ ...envelope(nowMs), kind: 'weather' })],
  ['BAD_TIME', JSON.stringify({ metric: 'rmse', value: 1, timestamp: nowMs + 2 * 86_400_000 })],
  ['BAD_TIME', JSON.stringify({ metric: 'rmse', value: 1, timestamp: Math.round(nowMs / 1_000) })],
  ['BAD_ENCODING', Buffer.from([0x7b, 0xc3, 0x28, 0x7d])],
  ['BAD_ENCODING', `{"metric":"a\\u0000","value":1,"timestamp":${nowMs}}`],
  ['UNSUPPORTED_VERSION', JSON.stringify({ ...envelope(nowMs), v: 2, kind: 'consumer' })],
  ['TOO_LARGE', JSON.stringify({ metric: 'x'.repeat(1_100_000), value: 1, timestamp: nowMs })],
];

/** Sends each malformed record once; returns how many. */
export async function sendMalformed(producer: Producer, nowMs: number): Promise<number> {
  const records = malformed(nowMs);
  for (const [code, value] of records)
    await producer.send({
      topic: 'metrics',
      acks: -1,
      messages: [{ key: 'test', value, partition: 0, headers: { [expectedCode]: code } }],
    });
  return records.length;
}

/** A sample as a Spark job would send it. */
export const sparkSample = (nowMs: number, run: number): { key: string; value: Buffer } => ({
  key: 'spark',
  value: Buffer.from(
    JSON.stringify({
      ...{ metric: run % 3 === 0 ? 'loss' : 'rmse', value: 1 / (run + 1), timestamp: nowMs - run * 1_000 },
      ...(run % 2 === 0 ? { labels: { job: 'als', run: `${run % 4}` } } : {}),
    }),
  ),
});
