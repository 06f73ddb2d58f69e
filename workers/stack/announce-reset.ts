import { randomBytes } from 'node:crypto';
import { createKafka } from '@/lib/kafka/client';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import type { ResetTarget } from './reset-contents';

/** Says on the event ribbon that a reset was done; the first sample of a new topic `metrics`. */
export async function announceReset(target: ResetTarget): Promise<void> {
  const source = `reset-${randomBytes(4).toString('hex')}`;
  const kafka = createKafka({ brokers: target.brokers, clientId: source, retries: 5 });
  const publisher = createMetricsPublisher({ kafka, source });
  await publisher.start(new AbortController().signal);
  publisher.publish({
    kind: 'annotation',
    id: source,
    atMs: Date.now(),
    untilMs: null,
    type: 'start',
    text: target.keepKafka ? 'Reset: the topics are counted anew' : 'Reset: everything started empty',
    stream: null,
  });
  await publisher.stop();
}
