import type { ProducerName } from '../contracts/producer-names';
import type { OutgoingRecord } from '../kafka/outgoing-record';
import { type ProduceEnd, type ProducingClock, producePaced } from '../kafka/produce-paced';
import { createRecordSink, type RecordSink } from '../kafka/record-sink';
import { systemClock } from '../kafka/system-clock';
import type { Part } from '../runtime/part';
import type { EventGenerator } from '../streams/event-generator';
import { type OutboxPlace, openQueue } from './open-queue';

export interface ProducingRun {
  readonly generator: EventGenerator;
  /** 0 = as fast as the broker takes them. */
  readonly eventsPerSecond: number;
  readonly maxEvents?: number;
  readonly durationMs?: number;
}

/** One producer of a process: its generator's events, its outbox and the way to Kafka. */
export interface ProducerLine extends Part {
  readonly producer: ProducerName;
  readonly sink: RecordSink;
  readonly isRunning: boolean;
  /** Of the run; 0 without one, and when it goes as fast as it can. */
  readonly eventsPerSecond: number;
  /** Of its outbox, once it has started; null without one. */
  readonly outboxDirectory: string | null;
  /** Events taken by topic since the process began. */
  readonly made: ReadonlyMap<string, number>;
  /** The reason when nothing is made though there is room, else null. */
  stuck(): string | null;
  /** Makes events until the run's end; one that goes on is halted first. */
  run(run: ProducingRun): Promise<ProduceEnd>;
  /** Changes the rate of the run that goes on; false without one. */
  setRate(eventsPerSecond: number): boolean;
  halt(): Promise<void>;
}

/** The newest event may be this old while nothing waits for Kafka. */
const stuckAfterMs = 30_000;

/** `topic` sends every event there instead of to its own topic. `outbox` null: what is accepted lives in memory only. */
export function createProducerLine(options: {
  producer: ProducerName;
  kafka: Parameters<typeof createRecordSink>[0]['kafka'];
  brokers: readonly string[];
  clientId: string;
  topics: readonly string[];
  topic?: string;
  outbox: OutboxPlace | null;
  flushMs?: number;
  clock?: ProducingClock;
  /** Called for each event that was taken. */
  onTaken?: () => void;
  onAcknowledged?: (ackMs: number) => void;
  onRejected?: (error: unknown, attempt: number, records: number) => void;
  onWaiting?: (reason: string) => void;
  onSlow?: (slow: boolean) => void;
  onFailed?: (error: unknown) => void;
}): ProducerLine {
  const { producer, kafka, brokers, clientId, outbox, topic } = options;
  const topics = topic === undefined ? options.topics : [topic];
  const made = new Map<string, number>();
  let rate = 0;
  let outboxDirectory: string | null = null;
  let current: { stop: AbortController; turn: AbortController; ended: Promise<unknown> } | null = null;
  let newestMs = 0;
  /** Made and not taken yet: a turn that ends leaves none out of a history. */
  let held: ReturnType<typeof makeEvent> | null = null;

  const sink = createRecordSink({
    ...{ kafka, topics, flushMs: options.flushMs ?? 5_000 },
    ...(outbox === null
      ? {}
      : {
          openQueue: async (signal) => {
            const opened = await openQueue({ brokers, clientId, topics, name: producer, place: outbox, signal });
            outboxDirectory = opened.directory;
            return opened;
          },
        }),
    takesDuringOutage: () => outbox !== null && rate > 0,
    onAcknowledged: (ackMs) => options.onAcknowledged?.(ackMs),
    onRejected: (error, attempt, records) => options.onRejected?.(error, attempt, records),
    onWaiting: (reason) => options.onWaiting?.(reason),
    onFailed: (error) => options.onFailed?.(error),
  });

  const makeEvent = (generator: EventGenerator, nowMs: number) => {
    const { topic: own, key, value } = generator.next(nowMs);
    return { own, record: { topic: topic ?? own, key, value, producedAtMs: nowMs } };
  };

  const offer = (record: OutgoingRecord): boolean => {
    if (!sink.offer(record)) return false;
    newestMs = performance.now();
    if (held !== null) made.set(held.own, (made.get(held.own) ?? 0) + 1);
    held = null;
    options.onTaken?.();
    return true;
  };

  /** Paced in turns: a turn ends with the run or with a change of the rate. */
  const makeEvents = async (run: ProducingRun, stop: AbortSignal, nextTurn: () => AbortSignal): Promise<ProduceEnd> => {
    const endMs = performance.now() + (run.durationMs ?? Number.POSITIVE_INFINITY);
    let left = run.maxEvents ?? Number.POSITIVE_INFINITY;
    const whole = { made: 0, slippedMs: 0 };
    for (;;) {
      const signal = nextTurn();
      const turn = await producePaced({
        ...{ signal, maxEvents: left, durationMs: endMs - performance.now(), eventsPerSecond: rate },
        sink: { offer, whenRoom: sink.whenRoom },
        clock: options.clock ?? systemClock,
        onSlow: (slow) => options.onSlow?.(slow),
        next: (nowMs) => {
          held ??= makeEvent(run.generator, nowMs);
          return held.record;
        },
      });
      whole.made += turn.made;
      whole.slippedMs += turn.slippedMs;
      left -= turn.made;
      if (!signal.aborted || stop.aborted) return whole;
    }
  };

  const halt = async (): Promise<void> => {
    const run = current;
    run?.stop.abort();
    run?.turn.abort();
    await run?.ended.catch(() => {});
  };

  return {
    name: producer,
    producer,
    sink,
    made,
    get outboxDirectory() {
      return outboxDirectory;
    },
    get isRunning() {
      return current !== null;
    },
    get eventsPerSecond() {
      return rate;
    },
    stuck() {
      const isWaiting = current === null || sink.pending > 0 || performance.now() - newestMs < stuckAfterMs;
      const isSlow = rate > 0 && 1_000 / rate > stuckAfterMs / 2;
      return isWaiting || isSlow
        ? null
        : `${producer}: nothing was made for ${stuckAfterMs / 1_000} s though there is room`;
    },
    async run(run) {
      await halt();
      held = null;
      const mine = {
        stop: new AbortController(),
        turn: new AbortController(),
        ended: Promise.resolve() as Promise<unknown>,
      };
      current = mine;
      rate = run.eventsPerSecond;
      newestMs = performance.now();
      const nextTurn = (): AbortSignal => {
        mine.turn = new AbortController();
        if (mine.stop.signal.aborted) mine.turn.abort();
        return mine.turn.signal;
      };
      const ended = makeEvents(run, mine.stop.signal, nextTurn);
      mine.ended = ended;
      return ended.finally(() => {
        if (current === mine) current = null;
        if (current === null) rate = 0;
      });
    },
    setRate(eventsPerSecond) {
      if (current === null) return false;
      rate = eventsPerSecond;
      current.turn.abort();
      return true;
    },
    halt,
    start: (signal) => sink.start(signal),
    async stop() {
      await Promise.race([halt(), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
      await sink.stop();
    },
  };
}
