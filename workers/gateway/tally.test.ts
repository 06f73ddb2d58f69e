import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveState } from './live-state';
import { madeConsumer, madePart, partitionsOf } from './made-samples';
import { shareOf, type Tally } from './tally';
import { ViewState } from './view-state';

const nowMs = 1_800_000_000_300;
const second = (age: number): number => 1_800_000_000_000 - age * 1_000;

describe('shareOf', () => {
  it('loses no record and invents none, however a span is cut', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 15_000 }), fc.nat(999), (records, lengthMs, lead) => {
        const span = { fromMs: 1_000_000 + lead, toMs: 1_000_000 + lead + lengthMs };
        let sum = 0;
        for (let t = 1_000_000; t < span.toMs; t += 1_000) {
          const share = shareOf(records, span, t, t + 1_000);
          expect(share).toBeGreaterThanOrEqual(0);
          sum += share;
        }
        expect(sum).toBe(records);
      }),
    );
  });
});

describe('the entry Metrics', () => {
  const tally = (fromMs: number, toMs: number, records: number, dead = 0): Tally => ({
    ...madePart({ from: 0, to: records, committedAtMs: toMs, dead, deadByCode: dead === 0 ? {} : { NOT_JSON: dead } }),
    topic: 'metrics',
    partition: 0,
    fromMs,
    toMs,
  });
  const opened = (tallies: readonly Tally[], atMs = nowMs) => {
    const state: LiveState = new LiveState({ groupId: 'g', onTouch: (name, t) => view.touch(name, t) });
    const view = new ViewState({ stream: 'metrics', window: '60s' }, state, 'epoch', () => 1);
    state.advance(atMs);
    for (const one of tallies) state.streams.get('metrics')?.addTally(one);
    const owned = partitionsOf('metrics');
    for (let age = 20; age > 0; age -= 1)
      state.merge(
        madeConsumer({ sequence: 21 - age, fromMs: second(age), toMs: second(age - 1), owned }),
        second(age),
        true,
      );
    return view.snapshot(atMs);
  };

  it('shows the mean of ten seconds, and does not take the time since for a zero', () => {
    const { bins, gauges } = opened([tally(second(25), second(15), 40), tally(second(15), second(5), 50)]);
    const at = (age: number) => bins.find(({ t }) => t === second(age))?.throughput.metrics;
    expect([at(20), at(10), at(4), at(30)]).toEqual([4, 5, null, null]);
    expect(gauges).toMatchObject({ absent: [], tiles: { throughput: { value: 5 }, lag: { value: null } } });
  });

  it('is as fresh as its newest ten seconds, which is fine for so long', () => {
    expect(opened([tally(second(15), second(5), 50)]).gauges.tiles.freshnessMs).toMatchObject({
      value: 5_300,
      status: 'ok',
    });
    const late = opened([tally(second(15), second(5), 50)], nowMs + 15_000);
    expect(late.gauges.tiles.freshnessMs.status).toBe('crit');
    expect(late.gauges.tiles.throughput.value).toBeNull();
  });

  it('has the latencies of a span in each of its bins, with its n, and its dead letters once', () => {
    const { bins, gauges } = opened([tally(second(15), second(5), 50, 3)]);
    const measured = bins.filter((bin) => bin.endToEnd !== null);
    expect(measured.map(({ t }) => t)).toEqual(Array.from({ length: 10 }, (_, index) => second(15 - index)));
    expect(new Set(measured.map((bin) => bin.endToEnd?.count))).toEqual(new Set([50]));
    expect(gauges.tiles.errorsPerMinute.value).toBe(3);
    expect(gauges.tiles.endToEndP95.value).toBe(measured[0]?.endToEnd?.p95);
  });
});
