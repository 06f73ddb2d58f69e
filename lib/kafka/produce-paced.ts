import { createPacing } from '../domain/pacing';
import type { OutgoingRecord } from './outgoing-record';
import type { RecordSink } from './record-sink';

export interface ProducingClock {
  /** Never goes back; the schedule's clock. */
  monotonicMs(): number;
  /** Unix ms; the events' clock. */
  wallMs(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Events of a higher rate are made in groups this far apart: fewer, fuller sends. */
const groupMs = 50;
/** After so many events other work gets its turn, also when there is no rate. */
const recordsPerTurn = 1_000;

/** What was due before the end and is late is still made for so long. */
const lateMs = 500;

export interface ProduceEnd {
  readonly made: number;
  /** Schedule given up because the broker was slower than the rate. */
  readonly slippedMs: number;
}

/**
 * Makes events at a rate and hands them to the sink until `signal` aborts, `maxEvents` are made or `durationMs` is
 * over. A sink without room slows it down; the lost time is not made up by a burst, and `onSlow` is told once each time
 * it begins and ends.
 */
export async function producePaced(options: {
  sink: Pick<RecordSink, 'offer' | 'whenRoom'>;
  /** `nowMs` is the wall clock. */
  next: (nowMs: number) => OutgoingRecord;
  /** 0 = as fast as the sink takes them. */
  eventsPerSecond: number;
  maxEvents?: number;
  durationMs?: number;
  clock: ProducingClock;
  signal: AbortSignal;
  onSlow?: (slow: boolean) => void;
}): Promise<ProduceEnd> {
  const { sink, next, clock, signal, maxEvents = Number.POSITIVE_INFINITY } = options;
  const startMs = clock.monotonicMs();
  const endMs = startMs + (options.durationMs ?? Number.POSITIVE_INFINITY);
  const pacing = createPacing({ eventsPerSecond: options.eventsPerSecond, startMs });
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  let made = 0;
  let slow = false;

  const noteSlow = (now: boolean): void => {
    if (now !== slow && options.eventsPerSecond > 0) options.onSlow?.(now);
    slow = now;
  };

  const offer = async (record: OutgoingRecord): Promise<boolean> => {
    while (!signal.aborted) {
      if (sink.offer(record)) return true;
      noteSlow(true);
      await Promise.race([sink.whenRoom(), aborted]);
    }
    return false;
  };

  while (!signal.aborted && made < maxEvents) {
    const nowMs = clock.monotonicMs();
    const due = Math.min(pacing.due(Math.min(nowMs, endMs)), maxEvents - made, recordsPerTurn);
    if (due === 0 && nowMs >= endMs) break;
    if (nowMs >= endMs + (options.eventsPerSecond === 0 ? 0 : lateMs)) break;
    for (let i = 0; i < due; i++) {
      if (!(await offer(next(clock.wallMs())))) return { made, slippedMs: pacing.slippedMs };
      made++;
      pacing.take(1);
    }
    if (pacing.waitMs(clock.monotonicMs()) > 0) noteSlow(false);
    const groupEndMs = nowMs + (options.eventsPerSecond === 0 ? 0 : groupMs) - clock.monotonicMs();
    const waitMs = Math.max(0, pacing.waitMs(clock.monotonicMs()), groupEndMs);
    await clock.sleep(Math.min(waitMs, Math.max(0, endMs - clock.monotonicMs())), signal);
  }
  return { made, slippedMs: pacing.slippedMs };
}
