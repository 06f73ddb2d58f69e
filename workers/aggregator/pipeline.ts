import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchSource } from '@/lib/kafka/batch-source';
import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';
import type { DimensionIds, StreamDefinition } from '@/lib/streams/stream';
import { claim } from './claim';
import type { CommitPace } from './commit-pace';
import { every } from './every';
import { Flush } from './flush';
import { createHaltRecorder } from './halt-recorder';
import type { Ledger } from './ledger';
import { createModelFigures } from './model-figures';
import { createOffsetFollower } from './offset-follower';
import type { Ownership, OwnershipEvents } from './ownership';
import type { PartitionState } from './partition-state';
import type { LivePublisher } from './publish';
import { createRebuildWatch } from './rebuild-watch';
import { createReport } from './report';
import type { Watchdog } from './watchdog';
import type { WorkerMetrics } from './worker-metrics';

export interface Pipeline extends Part {
  /** null = joined and every assigned partition runs; else why not. */
  notReady(): string | null;
  /** Why nothing moves though it could; null while it does. */
  stuck(): string | null;
  /** A stream may have been rebuilt; looked for each second anyway. */
  lookForRebuilds(): void;
}

export interface PipelineOptions {
  readonly log: Log;
  readonly instance: string;
  readonly source: BatchSource;
  readonly ledger: Ledger;
  readonly probe: ClusterProbe;
  readonly dimensions: DimensionIds;
  readonly streams: readonly StreamDefinition<unknown>[];
  readonly makeOwnership: (events: OwnershipEvents) => Ownership;
  readonly makePublisher: (ownership: Ownership) => LivePublisher;
  readonly makeMetrics: (ownership: Ownership) => WorkerMetrics;
  readonly makeWatchdog: (ownership: Ownership, onLag: WorkerMetrics['lag']) => Watchdog;
  readonly sessionTimeoutMs: number;
  readonly flushIntervalMs: number;
  readonly pace: CommitPace;
  /** The supervisor has started this process again. */
  readonly restarted: boolean;
  readonly failpoint: (name: 'before-begin' | 'after-commit') => void;
  readonly fail: (reason: unknown) => void;
  readonly now: () => number;
}

/** Between two flushes when one lasted longer than the interval. */
const shortestPauseMs = 20;
const stopFlushMs = 3_000;
const stopFollowMs = 500;
const stopSourceMs = 2_000;
const watchMs = 2_000;
const followMs = 1_000;
const tickMs = 250;
const modelMs = 10_000;
const rebuildMs = 1_000;
const forgetMs = 3_600_000;

/**
 * A join claims its partitions; what Kafka brings is folded at once; a timer or enough of it flushes; what is stored is
 * published; Kafka's own offsets follow; the watchdog looks on.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { log, source, instance, fail } = options;
  const stopped = new AbortController();
  const ownership = options.makeOwnership({
    onClaim: (states) => void claimAll(states).catch(fail),
    onFull: () => wake(),
    onHeld: (state, reason) => report.onHeld(state, reason),
    onHalted(state, reason) {
      report.onHalted(state, reason);
      void recordHalt(state, reason);
    },
    onRejectionAlarm: (state) => report.onRejectionAlarm(state),
  });
  const publisher = options.makePublisher(ownership);
  const metrics = options.makeMetrics(ownership);
  const watchdog = options.makeWatchdog(ownership, metrics.lag);
  const report = createReport({ log, publisher, metrics });
  const models = createModelFigures({ ...options, publisher });
  const rebuilds = createRebuildWatch({ ...options, ownership, onRebuilt: (states) => report.onRebuilt(states) });
  const recordHalt = createHaltRecorder({ ...options, ownership, signal: stopped.signal });
  const follower = createOffsetFollower({
    source,
    ownership,
    onFailed: (error) => log.debug({ err: error }, 'offsets were not committed to Kafka'),
  });
  const flush = new Flush({
    ...options,
    ownership,
    events: report,
    beforeBegin: () => options.failpoint('before-begin'),
    afterCommit: () => options.failpoint('after-commit'),
    sleep: pause,
  });
  let kick: () => void = () => {};
  let wakened = false;
  let turnedAtMs = performance.now();
  let flushing: Promise<void> = Promise.resolve();
  let firstClaim: () => void = () => {};
  const claimed = new Promise<void>((resolve) => {
    firstClaim = resolve;
  });

  async function claimAll(states: readonly PartitionState[]): Promise<void> {
    await claim({ ...options, ownership, events: report, sleep: (ms) => pause(ms, stopped.signal) }, states);
    const ready = states.filter((state) => ownership.isCurrent(state) && state.phase === 'ready');
    if (ready.length > 0) report.onClaimed(ready);
    if (states.every((state) => ownership.isCurrent(state))) firstClaim();
  }

  const wake = (): void => {
    wakened = true;
    kick();
  };
  const nextTurn = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      kick = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function flushInTurn(): Promise<void> {
    while (!stopped.signal.aborted) {
      const sinceTurnMs = performance.now() - turnedAtMs;
      if (!wakened) await nextTurn(Math.max(shortestPauseMs, options.flushIntervalMs - sinceTurnMs));
      wakened = false;
      turnedAtMs = performance.now();
      await flush.run(stopped.signal);
    }
  }

  async function forgetProducers(): Promise<void> {
    for (const state of ownership.all.filter(({ phase }) => phase === 'ready'))
      await options.ledger
        .forgetProducers(state)
        .catch((error) => log.debug({ err: error }, 'producers are not forgotten'));
  }

  async function watch(): Promise<void> {
    await watchdog.look();
    if (watchdog.stuck !== null) fail(new Error(`stuck: ${watchdog.stuck}`));
  }

  return {
    name: 'pipeline',
    stuck: () => watchdog.stuck,
    lookForRebuilds: () => void rebuilds.look(),
    notReady() {
      if (ownership.joins === 0) return 'not joined yet';
      const problem = watchdog.problem ?? report.flushProblem;
      if (problem !== null) return problem;
      const waiting = ownership.all.filter((state) => state.phase !== 'ready');
      const reasons = waiting.map((state) => `${state.topic}/${state.partition} ${state.haltedReason ?? state.phase}`);
      return reasons.length === 0 ? null : reasons.join(', ');
    },
    async start(signal) {
      await source.start({
        onJoin(assigned, leads) {
          const isFirst = ownership.joins === 0;
          ownership.onJoin(assigned);
          report.onJoined(assigned.length, leads, isFirst);
        },
        onBatch: (batch, resolve) => ownership.onBatch(batch, resolve),
        onHeartbeat: () => ownership.onHeartbeat(),
        onCrash: (error) => report.onCrashed(error),
      });
      flushing = flushInTurn().catch(fail);
      every(followMs, stopped.signal, () => void follower.follow());
      every(tickMs, stopped.signal, () => publisher.tick());
      every(modelMs, stopped.signal, () => models.publish());
      every(watchMs, stopped.signal, watch);
      every(rebuildMs, stopped.signal, () => rebuilds.look());
      every(forgetMs, stopped.signal, forgetProducers);
      await Promise.race([claimed, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
      if (options.restarted) publisher.annotate('restart', `${instance} restarted`);
      else publisher.annotate('start', `${instance} started`);
    },
    async stop() {
      ownership.stop();
      stopped.abort();
      kick();
      publisher.annotate('stop', `${instance} stopped`);
      const limit = AbortSignal.timeout(stopFlushMs);
      await Promise.race([flushing, sleep(stopFlushMs)]);
      if (!limit.aborted) await flush.run(limit);
      await Promise.race([follower.follow(), sleep(stopFollowMs)]);
      await Promise.race([source.stop(), sleep(stopSourceMs)]);
    },
  };
}

/** Ends early, without an error, when `signal` aborts. */
const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {});
