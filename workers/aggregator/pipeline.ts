import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamName } from '@/lib/contracts/streams';
import type { BatchSource } from '@/lib/kafka/batch-source';
import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';
import type { DimensionIds } from '@/lib/streams/stream';
import { claim } from './claim';
import { every } from './every';
import { Flush } from './flush';
import type { Ledger } from './ledger';
import { createOffsetFollower } from './offset-follower';
import type { Ownership, OwnershipEvents } from './ownership';
import type { PartitionState } from './partition-state';
import type { LivePublisher } from './publish';
import type { Watchdog } from './watchdog';
import type { WorkerMetrics } from './worker-metrics';

export interface Pipeline extends Part {
  /** null = joined and every assigned partition runs; else why not. */
  notReady(): string | null;
  /** Why nothing moves though it could; null while it does. */
  stuck(): string | null;
}

export interface PipelineOptions {
  readonly log: Log;
  readonly instance: string;
  readonly source: BatchSource;
  readonly ledger: Ledger;
  readonly probe: ClusterProbe;
  readonly dimensions: DimensionIds;
  readonly makeOwnership: (events: OwnershipEvents) => Ownership;
  readonly makePublisher: (ownership: Ownership) => LivePublisher;
  readonly makeMetrics: (ownership: Ownership) => WorkerMetrics;
  readonly makeWatchdog: (ownership: Ownership, onLag: WorkerMetrics['lag']) => Watchdog;
  readonly sessionTimeoutMs: number;
  readonly flushIntervalMs: number;
  readonly maxCells: number;
  /** The supervisor has started this process again. */
  readonly restarted: boolean;
  readonly failpoint: (name: 'before-begin' | 'after-commit') => void;
  readonly fail: (reason: unknown) => void;
  readonly now: () => number;
}

const stopFlushMs = 3_000;
const watchMs = 2_000;
const followMs = 1_000;
const tickMs = 250;

/**
 * Consume, fold, commit, publish: batches are folded as they come, a timer or a full store flushes them, what was stored
 * is published, and Kafka's offsets follow.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { log, source, ledger } = options;
  const events: OwnershipEvents = {
    onClaim: (states) => void claimAll(states),
    onFull: () => wake(),
    onHeld: (state, reason) =>
      log.warn({ ...place(state), reason }, 'records are missing: flushing, then claiming again'),
    onHalted: (state, reason) => void storeHalt(state, reason),
    onRejectionAlarm: (state) =>
      log.error(
        { ...place(state), share: state.rejections.share },
        'ALARM: more than 20 % of the last 1,000 records were rejected: the fault is probably ours',
      ),
  };
  const ownership = options.makeOwnership(events);
  const publisher = options.makePublisher(ownership);
  const metrics = options.makeMetrics(ownership);
  const watchdog = options.makeWatchdog(ownership, metrics.lag);
  const stopped = new AbortController();
  let kick: () => void = () => {};
  let wakened = false;
  let flushProblem: string | null = null;
  let flushing: Promise<void> = Promise.resolve();
  let firstClaim: () => void = () => {};
  const claimed = new Promise<void>((resolve) => {
    firstClaim = resolve;
  });
  const flush = new Flush({
    ...options,
    ownership,
    beforeBegin: () => options.failpoint('before-begin'),
    afterCommit: () => options.failpoint('after-commit'),
    sleep: pauseUnless,
    events: {
      onStored(parts, commitMs) {
        flushProblem = null;
        publisher.noteCommit(commitMs);
        publisher.publishStored(parts);
        metrics.stored(parts, commitMs);
      },
      onHoles: (count) => metrics.producerHoles(count),
      onFenced(part) {
        log.warn({ ...place(part.state), from: `${part.fromOffset}` }, 'fenced: another worker owns the partition');
        publisher.noteFencedFlush();
        metrics.fenced();
      },
      onFailed(error, attempt) {
        if (attempt === 1 || attempt % 10 === 0) log.warn({ err: error, attempt }, 'a flush failed: it is repeated');
        flushProblem = `what was read could not be stored: ${error instanceof Error ? error.message : String(error)}`;
        publisher.noteFailedFlush();
        metrics.failedFlush();
      },
    },
  });
  const follower = createOffsetFollower({
    source,
    ownership,
    onFailed: (error) => log.debug({ err: error }, 'offsets were not committed to Kafka'),
  });

  function wake(): void {
    wakened = true;
    kick();
  }

  const pause = (ms: number): Promise<void> => pauseUnless(ms, stopped.signal);

  const nextTurn = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, options.flushIntervalMs);
      kick = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function flushInTurn(): Promise<void> {
    while (!stopped.signal.aborted) {
      if (!wakened) await nextTurn();
      wakened = false;
      await flush.run(stopped.signal);
    }
  }

  async function claimAll(states: readonly PartitionState[]): Promise<void> {
    await claim(
      {
        ...options,
        ownership,
        sleep: pause,
        onRetry: (error, attempt) => {
          if (attempt === 1 || attempt % 10 === 0) log.warn({ err: error, attempt }, 'a claim failed: it is repeated');
        },
        onGap: (state, part, cause) => {
          log.warn({ ...place(state), from: part.fromOffset, to: part.toOffset, cause }, 'gap: records were removed');
          publisher.publishStored([part]);
          metrics.gap(part);
          publisher.annotate('gap', `${place(state).at}: ${part.gaps} records removed by ${cause}`, state.stream.name);
        },
      },
      states,
    ).catch(options.fail);
    const ready = states.filter((state) => ownership.isCurrent(state) && state.phase === 'ready');
    if (ready.length > 0) log.info({ partitions: ready.map((state) => `${place(state).at}@${state.read}`) }, 'claimed');
    if (states.every((state) => ownership.isCurrent(state))) firstClaim();
  }

  async function storeHalt(state: PartitionState, reason: string): Promise<void> {
    log.error({ ...place(state), reason }, 'ALARM: partition halted');
    publisher.annotate('halt', `${place(state).at}: ${reason}`, state.stream.name);
    while (!stopped.signal.aborted && ownership.isCurrent(state) && state.phase === 'halted') {
      try {
        await ledger.storeHalt(state, reason);
        return;
      } catch (error) {
        log.warn({ err: error }, 'the reason of a halt could not be stored: trying again');
        await pause(1_000);
      }
    }
  }

  return {
    name: 'pipeline',
    stuck: () => watchdog.stuck,
    notReady() {
      if (ownership.joins === 0) return 'not joined yet';
      const problem = watchdog.problem ?? flushProblem;
      if (problem !== null) return problem;
      const waiting = ownership.all.filter((state) => state.phase !== 'ready');
      return waiting.length === 0
        ? null
        : waiting.map((state) => `${place(state).at} ${state.haltedReason ?? state.phase}`).join(', ');
    },
    async start(signal) {
      await source.start({
        onJoin(assigned, leads) {
          if (leads && ownership.joins > 0)
            publisher.annotate('rebalance', `group rebalanced, ${assigned.length} partitions at its leader`);
          ownership.onJoin(assigned);
          metrics.joined();
          metrics.forgetLag();
          log.info({ partitions: assigned.map(({ topic, partition }) => `${topic}/${partition}`) }, 'joined');
        },
        onBatch: (batch, resolve) => ownership.onBatch(batch, resolve),
        onHeartbeat: () => ownership.onHeartbeat(),
        onCrash(error, restarts) {
          log.error({ err: error, restarts }, 'the consumer gave up');
          metrics.crashed();
          if (!restarts) options.fail(error);
        },
      });
      flushing = flushInTurn().catch(options.fail);
      every(followMs, stopped.signal, () => void follower.follow());
      every(tickMs, stopped.signal, () => publisher.tick());
      every(watchMs, stopped.signal, async () => {
        await watchdog.look();
        if (watchdog.stuck !== null) options.fail(new Error(`stuck: ${watchdog.stuck}`));
      });
      await Promise.race([claimed, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
      publisher.annotate(
        options.restarted ? 'restart' : 'start',
        `${options.instance} ${options.restarted ? 'restarted' : 'started'}`,
      );
    },
    async stop() {
      ownership.stop();
      stopped.abort();
      kick();
      publisher.annotate('stop', `${options.instance} stopped`);
      const limit = AbortSignal.timeout(stopFlushMs);
      await Promise.race([flushing, sleep(stopFlushMs)]);
      if (!limit.aborted) await flush.run(limit);
      await Promise.race([follower.follow(), sleep(500)]);
      await Promise.race([source.stop(), sleep(2_000)]);
    },
  };

  function place({ topic, partition }: PartitionState): { at: string } {
    return { at: `${topic as StreamName}/${partition}` };
  }
}

const pauseUnless = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});
