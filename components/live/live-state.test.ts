import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveBin, LiveFrame, LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import { emptyLiveState, type LiveState, reduceLive } from './live-state';
import { testGauges } from './test-display';

const view: LiveView = { stream: 'all', window: '60s' };
const bin = (t: number, orders: number | null): LiveBin => ({
  t,
  throughput: { orders },
  ack: null,
  endToEnd: null,
  lag: { orders: 0 },
  lagCommitted: 0,
  errors: {},
});
const snapshot = (sequence: number, bins: readonly LiveBin[], epoch = 'a'): LiveSnapshot => ({
  v: 1,
  view,
  epoch,
  sequence,
  sentAtMs: 100_000 + sequence,
  bins,
  seconds: [],
  annotations: [],
  gauges: testGauges,
  backfilled: 1,
});
const frame = (sequence: number, bins: readonly LiveBin[], epoch = 'a'): LiveFrame => snapshot(sequence, bins, epoch);
const shown = (state: LiveState) => state.bins.map((one) => [one.t, one.throughput.orders]);
const started = () =>
  reduceLive(reduceLive(emptyLiveState(view), { type: 'connect' }), {
    type: 'snapshot',
    snapshot: snapshot(5, [bin(1000, 1), bin(2000, 2)]),
  });

describe('reduceLive', () => {
  it('replaces the bins a frame corrects and appends those it adds', () => {
    const state = reduceLive(started(), { type: 'frame', frame: frame(6, [bin(2000, 9), bin(3000, 3)]) });
    expect(shown(state)).toEqual([
      [1000, 1],
      [2000, 9],
      [3000, 3],
    ]);
    expect(state.incomplete).toBe(false);
  });

  it('applies a frame after a gap and knows that something is missing', () => {
    const state = reduceLive(started(), { type: 'frame', frame: frame(8, [bin(4000, 4)]) });
    expect(state.sequence).toBe(8);
    expect(state.incomplete).toBe(true);
    expect(shown(state)).toContainEqual([4000, 4]);
  });

  it('is complete again after the snapshot', () => {
    const gap = reduceLive(started(), { type: 'frame', frame: frame(8, [bin(4000, 4)]) });
    const state = reduceLive(gap, { type: 'snapshot', snapshot: snapshot(9, [bin(3000, 3), bin(4000, 4)]) });
    expect(state.incomplete).toBe(false);
    expect(shown(state)).toEqual([
      [3000, 3],
      [4000, 4],
    ]);
  });

  it('keeps what newer frames said when an older snapshot comes late', () => {
    const ahead = reduceLive(started(), { type: 'frame', frame: frame(8, [bin(2000, 22), bin(4000, 4)]) });
    const state = reduceLive(ahead, { type: 'snapshot', snapshot: snapshot(7, [bin(2000, 2), bin(3000, 3)]) });
    expect(shown(state)).toEqual([
      [1000, 1],
      [2000, 22],
      [3000, 3],
      [4000, 4],
    ]);
    expect(state.sequence).toBe(8);
  });

  it('ignores a repeated frame and a frame of another view', () => {
    const state = started();
    expect(reduceLive(state, { type: 'frame', frame: frame(5, [bin(2000, 7)]) })).toBe(state);
    const foreign = { ...frame(6, [bin(2000, 7)]), view: { stream: 'all', window: '5m' } as const };
    expect(reduceLive(state, { type: 'frame', frame: foreign })).toBe(state);
  });

  it('takes no frame of another gateway start before its snapshot', () => {
    const state = reduceLive(started(), { type: 'frame', frame: frame(6, [bin(3000, 3)], 'b') });
    expect(shown(state)).toEqual(shown(started()));
    expect(state.incomplete).toBe(true);
  });

  it('keeps the curve while the connection is lost', () => {
    const lost = reduceLive(started(), { type: 'disconnect' });
    expect(shown(lost)).toEqual(shown(started()));
    expect(lost.connection).toBe('reconnecting');
    expect(reduceLive(lost, { type: 'attempt', attempt: 3 }).attempt).toBe(3);
  });

  it('shows the old window until the snapshot of the new one has come', () => {
    const wanted: LiveView = { stream: 'all', window: '5m' };
    const state = reduceLive(started(), { type: 'want', view: wanted });
    expect(state.shown).toEqual(view);
    const late = reduceLive(state, { type: 'snapshot', snapshot: snapshot(6, [bin(3000, 3)]) });
    expect(late.shown).toEqual(view);
    const taken = reduceLive(state, { type: 'snapshot', snapshot: { ...snapshot(2, [bin(0, 1)]), view: wanted } });
    expect(taken.shown).toEqual(wanted);
  });

  it('holds at most one window of bins, in order, whatever the frames', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.nat(1000)), { maxLength: 80 }), (changes) => {
        let state = started();
        changes.forEach(([second, value], index) => {
          state = reduceLive(state, { type: 'frame', frame: frame(6 + index, [bin(second * 1000, value)]) });
        });
        const times = state.bins.map((one) => one.t);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        expect(times.length).toBeLessThanOrEqual(61);
      }),
    );
  });
});
