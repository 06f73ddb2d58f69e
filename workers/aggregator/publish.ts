import type { CommittedPart } from '@/lib/contracts/metric-sample';
import type { StreamName } from '@/lib/contracts/streams';
import { topics } from '@/lib/contracts/topics';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import type { ModelFigures } from '@/lib/streams/stream';
import type { Ownership } from './ownership';

export type AnnotationType = 'start' | 'stop' | 'rebalance' | 'restart' | 'gap' | 'halt';

/** Tells the live path what was stored and what happened. A lost sample never makes a total wrong. */
export interface LivePublisher {
  /**
   * After each commit, and each second at least: an empty sample says that nothing was stored. Parts of `metrics` itself
   * wait for the next sample that goes out anyway: the pipeline must not feed itself.
   */
  publishStored(parts: readonly CommittedPart[], commitMs?: number): void;
  noteFailedFlush(): void;
  noteFencedFlush(): void;
  annotate(type: AnnotationType, text: string, stream?: StreamName | null): void;
  publishModel(stream: StreamName, figures: ModelFigures, interval: { fromMs: number; toMs: number }): void;
  /** Publishes an empty sample unless one went out within the last second. */
  tick(): void;
}

const silenceMs = 750;
const longestText = 200;

export function createLivePublisher(options: {
  publisher: MetricsPublisher;
  source: string;
  ownership: Ownership;
  now: () => number;
}): LivePublisher {
  const { publisher, source, ownership, now } = options;
  let sampledToMs = now();
  let failedFlushes = 0;
  let fencedFlushes = 0;
  let commitMs: number | null = null;
  let annotations = 0;
  let riding: CommittedPart[] = [];

  const publishStored = (parts: readonly CommittedPart[], newestCommitMs?: number): void => {
    commitMs = newestCommitMs ?? commitMs;
    riding.push(...parts);
    if (parts.length === 0 || parts.some(({ topic }) => topic !== topics.metrics.name)) publishNow();
  };

  const publishNow = (): void => {
    const fromMs = sampledToMs;
    const toMs = Math.max(fromMs, now());
    const states = ownership.all;
    publisher.publish({
      kind: 'consumer',
      fromMs,
      toMs,
      owned: states
        .filter((state) => state.ownedSinceMs !== null && state.ownedSinceMs <= fromMs)
        .map(({ topic, partition }) => ({ topic, partition })),
      parts: riding,
      failedFlushes,
      fencedFlushes,
      commitMs,
      halted: states.flatMap(({ topic, partition, haltedReason }) =>
        haltedReason === null ? [] : [{ topic, partition, reason: haltedReason }],
      ),
    });
    riding = [];
    sampledToMs = toMs;
    failedFlushes = 0;
    fencedFlushes = 0;
  };

  return {
    publishStored,
    noteFailedFlush() {
      failedFlushes++;
    },
    noteFencedFlush() {
      fencedFlushes++;
    },
    annotate(type, text, stream = null) {
      const atMs = now();
      publisher.publish({
        kind: 'annotation',
        id: `${source}:${type}:${++annotations}`,
        atMs,
        untilMs: null,
        type,
        text: text.slice(0, longestText),
        stream,
      });
    },
    publishModel(stream, { rmse, baselineRmse, n }, interval) {
      publisher.publish({ kind: 'model', stream, ...interval, rmse, baselineRmse, n });
    },
    tick() {
      if (now() - sampledToMs >= silenceMs) publishNow();
    },
  };
}
