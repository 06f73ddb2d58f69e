import type { SparseSketch } from '../contracts/sparse-sketch';
import type { StreamName } from '../contracts/streams';
import type { Part } from '../runtime/part';
import type { MetricsPublisher } from './metrics-publisher';
import type { RecordSink } from './record-sink';

/**
 * Publishes what a producer did, each second: records acknowledged, sends rejected, acknowledgement latency. The last
 * sample, at the stop, says `stopped`. Start it before the sink and stop it after: its start and stop are annotated.
 */
export function createProducerSamples(options: {
  publisher: Pick<MetricsPublisher, 'publish'>;
  sink: Pick<RecordSink, 'sentOk' | 'rejectedSends'>;
  stream: StreamName;
  source: string;
  targetEventsPerSecond: number;
  /** Times the supervisor has restarted this process: then it announces a restart. */
  restarts?: number;
  /** Hands over the latencies since the last call. */
  takeAck: () => SparseSketch;
  now?: () => number;
}): Part {
  const { publisher, sink, stream, source, now = Date.now } = options;
  let fromMs = now();
  let sentOk = 0;
  let rejected = 0;
  let timer: NodeJS.Timeout | null = null;

  const sample = (state: 'running' | 'stopped'): void => {
    const toMs = now();
    publisher.publish({
      kind: 'producer',
      stream,
      fromMs: Math.min(fromMs, toMs),
      toMs,
      state,
      sentOk: sink.sentOk - sentOk,
      sentError: sink.rejectedSends - rejected,
      targetEventsPerSecond: options.targetEventsPerSecond,
      ack: options.takeAck() as SparseSketch & { buckets: number[] },
    });
    fromMs = toMs;
    sentOk = sink.sentOk;
    rejected = sink.rejectedSends;
  };

  const annotate = (type: 'start' | 'stop' | 'restart', text: string): void => {
    const atMs = now();
    publisher.publish({ kind: 'annotation', id: `${source}/${type}/${atMs}`, atMs, untilMs: null, type, text, stream });
  };

  return {
    name: 'producer samples',
    async start() {
      const rate = options.targetEventsPerSecond;
      const pace = rate === 0 ? 'as fast as it goes' : `at ${rate} events/s`;
      if ((options.restarts ?? 0) > 0) annotate('restart', `Producer of ${stream} restarted, ${pace}`);
      else annotate('start', `Producer of ${stream} started, ${pace}`);
      timer = setInterval(() => sample('running'), 1_000);
    },
    async stop() {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      sample('stopped');
      annotate('stop', `Producer of ${stream} stopped`);
    },
  };
}
