import type { Log } from '@/lib/runtime/log';
import type { ClaimEvents } from './claim';
import type { FlushEvents } from './flush';
import type { OwnershipEvents } from './ownership';
import type { PartitionState } from './partition-state';
import type { LivePublisher } from './publish';
import type { WorkerMetrics } from './worker-metrics';

export interface Report
  extends FlushEvents,
    ClaimEvents,
    Pick<OwnershipEvents, 'onHeld' | 'onHalted' | 'onRejectionAlarm'> {
  /** Why the newest attempt to store failed; null since one succeeded. */
  readonly flushProblem: string | null;
  onJoined(partitions: number, leads: boolean, isFirst: boolean): void;
  onClaimed(states: readonly PartitionState[]): void;
  onRebuilt(states: readonly PartitionState[]): void;
  onCrashed(error: Error): void;
}

/** An error that lasts is logged at its first and each tenth attempt. */
const isWorthALine = (attempt: number): boolean => attempt === 1 || attempt % 10 === 0;

const placeOf = ({ topic, partition }: PartitionState): string => `${topic}/${partition}`;

/** Tells log, metrics and live path what happens in the pipeline. */
export function createReport(options: { log: Log; publisher: LivePublisher; metrics: WorkerMetrics }): Report {
  const { log, publisher, metrics } = options;
  let flushProblem: string | null = null;

  return {
    get flushProblem() {
      return flushProblem;
    },
    onJoined(partitions, leads, isFirst) {
      metrics.joined();
      metrics.forgetLag();
      log.info({ partitions }, 'joined');
      if (leads && !isFirst)
        publisher.annotate('rebalance', `group rebalanced, ${partitions} partitions at its leader`);
    },
    onClaimed(states) {
      log.info({ partitions: states.map((state) => `${placeOf(state)}@${state.read}`) }, 'claimed');
    },
    onRetry(error, attempt) {
      if (isWorthALine(attempt)) log.warn({ err: error, attempt }, 'a claim failed: it is repeated');
    },
    onGap(state, part, cause) {
      const at = placeOf(state);
      log.warn({ at, from: part.fromOffset, to: part.toOffset, cause }, 'gap: records were removed');
      metrics.gap(part);
      publisher.publishStored([part]);
      publisher.annotate('gap', `${at}: ${part.gaps} records removed by ${cause}`, state.stream.name);
    },
    onHeld(state, reason) {
      log.warn({ at: placeOf(state), reason }, 'held: storing what was read, then claiming again');
    },
    onHalted(state, reason) {
      log.error({ at: placeOf(state), reason }, 'ALARM: partition halted');
      publisher.annotate('halt', `${placeOf(state)}: ${reason}`, state.stream.name);
    },
    onRejectionAlarm(state) {
      log.error(
        { at: placeOf(state), share: state.rejections.share },
        'ALARM: more than 20 % of the last 1,000 records were rejected: the fault is probably ours',
      );
    },
    onStored(parts, commitMs) {
      flushProblem = null;
      metrics.stored(parts, commitMs);
      publisher.publishStored(parts, commitMs);
    },
    onHoles: (count) => metrics.producerHoles(count),
    onFenced(part) {
      log.warn({ at: placeOf(part.state), from: `${part.fromOffset}` }, 'fenced: another worker owns the partition');
      metrics.fenced();
      publisher.noteFencedFlush();
    },
    onFailed(error, attempt) {
      if (isWorthALine(attempt)) log.warn({ err: error, attempt }, 'a flush failed: it is repeated');
      flushProblem = `what was read could not be stored: ${error instanceof Error ? error.message : String(error)}`;
      metrics.failedFlush();
      publisher.noteFailedFlush();
    },
    onRebuilt(states) {
      log.warn({ partitions: states.map(placeOf) }, 'rebuilt: what was gathered is dropped, claiming again');
      for (const { partition, stream } of states)
        if (partition === 0)
          publisher.annotate('restart', `${stream.name}: counted again from the first record`, stream.name);
    },
    onCrashed(error) {
      log.error({ err: error }, 'the consumer gave up and starts anew');
      metrics.crashed();
    },
  };
}
