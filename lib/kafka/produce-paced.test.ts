import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutgoingRecord } from './outgoing-record';
import { producePaced } from './produce-paced';

/** Time passes only in sleeps, each a little later than asked for, and in the sink. */
function fakeClock(lateMs: () => number) {
  let nowMs = 1_000;
  return {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    async sleep(ms: number) {
      nowMs += ms + lateMs();
    },
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

const record = (nowMs: number): OutgoingRecord => ({ topic: 't', key: 'k', value: 'v', producedAtMs: nowMs });
const forever = new AbortController().signal;
const takesAll = { offer: () => true, whenRoom: async () => {} };

describe('paced producing', () => {
  it('keeps any rate up to 2,000/s within 2 % over 10 s, however late timers are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2_000 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 50 }),
        async (rate, lateness) => {
          let turn = 0;
          const clock = fakeClock(() => lateness[turn++ % lateness.length]!);
          const end = await producePaced({
            sink: takesAll,
            next: record,
            eventsPerSecond: rate,
            durationMs: 10_000,
            clock,
            signal: forever,
          });
          expect(Math.abs(end.made - rate * 10)).toBeLessThanOrEqual(rate * 10 * 0.02);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('makes events when they are due, not in a lump each second', async () => {
    const made: number[] = [];
    const clock = fakeClock(() => 1);
    await producePaced({
      sink: takesAll,
      next: (nowMs) => {
        made.push(nowMs);
        return record(nowMs);
      },
      eventsPerSecond: 50,
      durationMs: 5_000,
      clock,
      signal: forever,
    });
    const gaps = made.slice(1).map((time, index) => time - made[index]!);
    expect(made).toHaveLength(250);
    expect(Math.max(...gaps)).toBeLessThan(75);
  });

  it('slows down with the sink, says so, and makes no burst of what was lost', async () => {
    const clock = fakeClock(() => 0);
    let full = false;
    let offered = 0;
    const said: boolean[] = [];
    const made: number[] = [];
    const end = await producePaced({
      sink: {
        offer() {
          if (offered === 500 && !full) {
            full = true;
            return false;
          }
          offered++;
          made.push(clock.monotonicMs());
          return true;
        },
        async whenRoom() {
          clock.pass(30_000);
        },
      },
      next: record,
      eventsPerSecond: 100,
      durationMs: 60_000,
      clock,
      signal: forever,
      onSlow: (slow) => said.push(slow),
    });
    expect(said).toEqual([true, false]);
    expect(end.made).toBeGreaterThan(3_000);
    expect(end.made).toBeLessThanOrEqual(3_110);
    expect(end.slippedMs).toBeGreaterThan(28_000);
    const burst = made.filter((time) => time >= 36_000 && time < 36_100).length;
    expect(burst).toBeLessThanOrEqual(115);
  });

  it('ends when its time is over, also where the sink is far slower than the rate', async () => {
    const clock = fakeClock(() => 0);
    const slow = {
      offer() {
        clock.pass(1);
        return true;
      },
      whenRoom: async () => {},
    };
    const end = await producePaced({
      ...{ sink: slow, next: record, clock, signal: forever },
      ...{ eventsPerSecond: 100_000, durationMs: 4_000 },
    });
    expect(clock.monotonicMs()).toBeLessThan(1_000 + 4_000 + 1_600);
    expect(end.made).toBeGreaterThan(3_900);
  });

  it('makes exactly as many as asked for, and stops at a signal', async () => {
    const clock = fakeClock(() => 0);
    const common = { sink: takesAll, next: record, clock };
    const counted = await producePaced({ ...common, eventsPerSecond: 0, maxEvents: 2_345, signal: forever });
    expect(counted.made).toBe(2_345);
    const stop = new AbortController();
    const stopped = await producePaced({
      ...common,
      eventsPerSecond: 10,
      signal: stop.signal,
      next: (nowMs) => {
        if (nowMs > 20_000) stop.abort();
        return record(nowMs);
      },
    });
    expect(stopped.made).toBeGreaterThan(100);
  });
});
