import { describe, expect, it } from 'vitest';
import { liveWindowMs, liveWindows } from '@/lib/contracts/live-frame';
import type { MetricSample } from '@/lib/contracts/metric-sample';
import { LiveState } from './live-state';
import { allPartitions, madeAnnotation, madeConsumer, madeLag, madePart, madeProducer } from './made-samples';
import { ViewState } from './view-state';

const nowMs = 1_800_000_000_300;
const second = (age: number): number => 1_800_000_000_000 - age * 1_000;

function opened(samples: readonly MetricSample[], window: (typeof liveWindows)[number] = '60s') {
  const state: LiveState = new LiveState({
    groupId: 'streamscope.aggregator',
    onTouch: (stream, t) => view.touch(stream, t),
  });
  const view = new ViewState({ stream: 'orders', window }, state, 'epoch', () => 1);
  state.advance(nowMs);
  for (const sample of samples) state.merge(sample, sample.sampledAtMs, true);
  return { state, view };
}

/** Everybody owned from `fromAge` to `toAge` seconds ago, in samples of one second. */
const covered = (fromAge: number, toAge: number, owned = allPartitions): MetricSample[] =>
  Array.from({ length: fromAge - toAge }, (_, index) =>
    madeConsumer({
      sequence: 10_000 + fromAge - index,
      source: `cover-${owned.length}`,
      fromMs: second(fromAge - index),
      toMs: second(fromAge - index - 1),
      owned,
    }),
  );

const throughputAt = (view: ViewState, age: number): number | null | undefined =>
  view.snapshot(nowMs).bins.find(({ t }) => t === second(age))?.throughput.orders;

describe('ViewState', () => {
  it('tells a true zero from what nobody measured', () => {
    const { view } = opened(covered(20, 10));
    expect(throughputAt(view, 15)).toBe(0);
    expect(throughputAt(view, 5)).toBeNull();
    expect(throughputAt(view, 25)).toBeNull();
  });

  it('calls a second measured only when every partition was owned', () => {
    const { view, state } = opened(covered(20, 10, allPartitions.slice(0, 3)));
    expect(throughputAt(view, 15)).toBeNull();
    for (const sample of covered(20, 10, allPartitions.slice(3)))
      state.merge({ ...sample, source: 'another worker' }, sample.sampledAtMs, true);
    expect(throughputAt(view, 15)).toBe(0);
  });

  it('waits for the newest seconds until they are covered, but not for ever', () => {
    const uncovered = opened([]).view.snapshot(nowMs).bins.at(-1);
    expect(uncovered?.t).toBe(second(4));
    const { view } = opened(covered(20, 0));
    expect(view.snapshot(nowMs).bins.at(-1)?.t).toBe(second(1));
  });

  it.each(liveWindows)('has exactly the bins of %s, at multiples of its step', (window) => {
    const { windowMs, stepMs } = liveWindowMs[window];
    const { bins } = opened(covered(20, 0), window).view.snapshot(nowMs);
    expect(bins).toHaveLength(windowMs / stepMs);
    for (const { t } of bins) expect(t % stepMs).toBe(0);
  });

  it('averages a wide bin over its measured seconds', () => {
    const base = Math.floor(second(40) / 10_000) * 10_000;
    const part = madePart({ from: 0, to: 30, committedAtMs: base + 1_500 });
    const samples = [0, 1, 2].map((index) =>
      madeConsumer({
        sequence: index + 1,
        fromMs: base + index * 1_000,
        toMs: base + (index + 1) * 1_000,
        parts: index === 1 ? [part] : [],
      }),
    );
    const bin = opened(samples, '15m')
      .view.snapshot(nowMs)
      .bins.find(({ t }) => t === base);
    expect(bin?.throughput.orders).toBe(10);
  });

  it('sends a corrected second again, and nothing that stayed as it was', () => {
    const { view, state } = opened(covered(30, 0));
    view.frame(nowMs);
    expect(view.frame(nowMs)).toMatchObject({ sequence: 2, bins: [], seconds: [], annotations: [] });
    state.mergePart(madePart({ from: 0, to: 7, committedAtMs: second(20) + 400 }), false);
    const frame = view.frame(nowMs);
    expect(frame.sequence).toBe(3);
    expect(frame.bins.map(({ t, throughput }) => [t, throughput.orders])).toEqual([[second(20), 7]]);
    expect(frame.seconds.map(({ t }) => t)).toEqual([second(20)]);
  });

  it('owes a frame what only a snapshot has shown', () => {
    const { view, state } = opened(covered(30, 0));
    view.frame(nowMs);
    state.mergePart(madePart({ from: 0, to: 7, committedAtMs: second(20) }), false);
    expect(view.snapshot(nowMs).sequence).toBe(1);
    expect(view.frame(nowMs).bins.map(({ t }) => t)).toEqual([second(20)]);
  });

  it('names dead letters, failed sends and failed flushes by kind', () => {
    const part = madePart({ from: 0, to: 4, committedAtMs: second(5), dead: 2, deadByCode: { NOT_JSON: 2 } });
    const { view } = opened([
      madeConsumer({ sequence: 1, fromMs: second(6), toMs: second(5), parts: [part], failedFlushes: 3 }),
      madeProducer({ sequence: 1, fromMs: second(5), toMs: second(4), sentError: 1 }),
    ]);
    const bin = view.snapshot(nowMs).bins.find(({ t }) => t === second(5));
    expect(bin?.errors).toEqual({ NOT_JSON: 2, FLUSH_FAILED: 3, SEND_FAILED: 1 });
    expect(view.snapshot(nowMs).gauges.tiles.errorsPerMinute).toMatchObject({ value: 6, status: 'crit' });
  });

  it('takes the newest lag of a second, and our cursor before the committed offset', () => {
    const { view } = opened([
      madeLag({ sequence: 1, sampledAtMs: second(5) + 100, end: 100, cursor: 40, committed: 30 }),
      madeLag({ sequence: 2, sampledAtMs: second(5) + 700, end: 100, cursor: 90, committed: 80 }),
      madeLag({ sequence: 3, sampledAtMs: second(4), end: 100, cursor: null, committed: 80 }),
    ]);
    const bins = view.snapshot(nowMs).bins;
    expect(bins.find(({ t }) => t === second(5))).toMatchObject({ lag: { orders: 60 }, lagCommitted: 120 });
    expect(bins.find(({ t }) => t === second(4))).toMatchObject({ lag: { orders: 120 }, lagCommitted: 120 });
  });

  it('stays at a steady rate whatever the phase of the commits', () => {
    const commits = Array.from({ length: 60 }, (_, index) => second(12) + 130 + index * 257);
    const samples = commits.map((at, index) =>
      madeConsumer({
        sequence: index + 1,
        fromMs: at - 257,
        toMs: at,
        parts: [madePart({ from: index * 257, to: (index + 1) * 257, committedAtMs: at })],
      }),
    );
    expect(opened(samples).view.snapshot(nowMs).gauges.tiles.throughput.value).toBeCloseTo(1_000, 6);
  });

  it('does not show the rate of a dead worker for the present', () => {
    const parts = [madePart({ from: 0, to: 100, committedAtMs: second(5) })];
    const samples = [madeConsumer({ sequence: 1, fromMs: second(5), toMs: second(4), parts })];
    expect(opened(samples).view.snapshot(nowMs).gauges.tiles.throughput).toMatchObject({ value: 100 });
    const later = nowMs + 3_000;
    const { view, state } = opened(samples);
    state.advance(later);
    expect(view.snapshot(later).gauges.tiles.throughput).toMatchObject({ value: null, status: 'unknown' });
  });

  it('counts freshness from the partition that was covered longest ago', () => {
    const { view } = opened([...covered(10, 0, allPartitions.slice(1)), ...covered(10, 6, allPartitions.slice(0, 1))]);
    const { tiles, freshnessMs } = view.snapshot(nowMs).gauges;
    expect(freshnessMs).toBe(6_300);
    expect(tiles.freshnessMs.status).toBe('warn');
  });

  it('says of each tile what it was a minute ago', () => {
    const early = [70, 69, 68, 67, 66, 65, 64, 63, 62, 61, 60].map((age) =>
      madeConsumer({
        sequence: 200 - age,
        fromMs: second(age),
        toMs: second(age - 1),
        parts: [madePart({ from: (70 - age) * 5, to: (71 - age) * 5, committedAtMs: second(age) })],
      }),
    );
    const { view } = opened([...early, ...covered(60, 0)]);
    const { throughput } = view.snapshot(nowMs).gauges.tiles;
    expect(throughput).toMatchObject({ value: 0, previous: 5 });
  });

  it('lists annotations of its window once, corrected by the newer one of the same id', () => {
    const { view, state } = opened([
      madeAnnotation({ sequence: 1, atMs: second(20), id: 'a' }),
      madeAnnotation({ sequence: 2, atMs: second(90), id: 'too old' }),
    ]);
    expect(view.frame(nowMs).annotations.map(({ id }) => id)).toEqual(['a']);
    expect(view.frame(nowMs).annotations).toEqual([]);
    const ended = madeAnnotation({ sequence: 3, atMs: second(20), id: 'a', untilMs: second(10) });
    state.merge({ ...ended, sampledAtMs: second(10) }, second(10), true);
    expect(view.frame(nowMs).annotations).toMatchObject([{ id: 'a', untilMs: second(10) }]);
    expect(view.snapshot(nowMs).annotations).toHaveLength(1);
  });

  it('reports halted partitions, brokers, ledger and database of young samples only', () => {
    const halted = [{ topic: 'orders', partition: 3, reason: 'recreated' }];
    const samples = [
      madeConsumer({ sequence: 1, fromMs: second(2), toMs: second(1), halted }),
      madeLag({ sequence: 1, sampledAtMs: second(1), end: 10, cursor: 10 }),
    ];
    const { view, state } = opened(samples);
    expect(view.snapshot(nowMs).gauges.status).toMatchObject({
      halted,
      brokers: { up: 1, known: 1 },
      database: { up: true, commitMs: 12 },
      workers: { up: 1, known: 1 },
      groups: { keepingUp: 1, known: 1 },
      ledger: { balances: true, read: '60', dead: '0' },
    });
    state.advance(nowMs + 60_000);
    expect(view.snapshot(nowMs + 60_000).gauges.status).toMatchObject({ brokers: null, database: null, halted: [] });
  });
});
