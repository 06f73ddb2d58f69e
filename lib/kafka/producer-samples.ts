import type { SparseSketch } from '../contracts/sparse-sketch';
import type { StreamName } from '../contracts/streams';
import type { Part } from '../runtime/part';
import type { MetricsPublisher } from './metrics-publisher';

/** What the producers of a stream have done up to now. */
export interface ProducerCounts {
  readonly acknowledged: number;
  readonly rejectedSends: number;
  /** Asked-for rate of those that run; 0 = as fast as it goes. */
  readonly targetEventsPerSecond: number;
  /** False when none of them runs. */
  readonly isRunning: boolean;
}

export interface ProducerSamples extends Part {
  annotate(type: 'start' | 'stop' | 'restart', text: string): void;
}

/**
 * Publishes what the producers of one stream in this process did, each second: records acknowledged, sends rejected,
 * acknowledgement latency. When none runs any more one sample says `stopped`, and then nothing until one runs again.
 */
export function createProducerSamples(options: {
  publisher: Pick<MetricsPublisher, 'publish'>;
  stream: StreamName;
  source: string;
  read: () => ProducerCounts;
  /** Hands over the latencies since the last call. */
  takeAck: () => SparseSketch;
  now?: () => number;
}): ProducerSamples {
  const { publisher, stream, source, read, now = Date.now } = options;
  let fromMs = now();
  let acknowledged = 0;
  let rejected = 0;
  let saidStopped = true;
  let annotations = 0;
  let timer: NodeJS.Timeout | null = null;

  const sample = (isStopping: boolean): void => {
    const toMs = now();
    const counts = read();
    const isStopped = isStopping || !counts.isRunning;
    const isIdle = counts.acknowledged === acknowledged && counts.rejectedSends === rejected;
    if (!(isStopped && isIdle && saidStopped))
      publisher.publish({
        kind: 'producer',
        stream,
        fromMs: Math.min(fromMs, toMs),
        toMs,
        state: isStopped ? 'stopped' : 'running',
        sentOk: counts.acknowledged - acknowledged,
        sentError: counts.rejectedSends - rejected,
        targetEventsPerSecond: counts.targetEventsPerSecond,
        ack: options.takeAck() as SparseSketch & { buckets: number[] },
      });
    fromMs = toMs;
    acknowledged = counts.acknowledged;
    rejected = counts.rejectedSends;
    saidStopped = isStopped;
  };

  return {
    name: `producer samples of ${stream}`,
    annotate(type, text) {
      const atMs = now();
      const id = `${source}/${stream}/${type}/${atMs}/${++annotations}`;
      publisher.publish({ kind: 'annotation', id, atMs, untilMs: null, type, text: text.slice(0, 200), stream });
    },
    async start() {
      fromMs = now();
      timer = setInterval(() => sample(false), 1_000);
    },
    async stop() {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      sample(true);
    },
  };
}
