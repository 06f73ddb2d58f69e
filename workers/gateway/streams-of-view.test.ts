import { describe, expect, it } from 'vitest';
import type { LiveStream } from '@/lib/contracts/live-frame';
import type { MetricSample } from '@/lib/contracts/metric-sample';
import { eventStreamNames, type StreamName } from '@/lib/contracts/streams';
import { LiveState } from './live-state';
import { madeConsumer, madePart, madeProducer, partitionsOf } from './made-samples';
import { ViewState } from './view-state';

const nowMs = 1_800_000_000_300;
const second = (age: number): number => 1_800_000_000_000 - age * 1_000;

function opened(stream: LiveStream, samples: readonly MetricSample[], atMs = nowMs) {
  const state: LiveState = new LiveState({
    groupId: 'streamscope.aggregator',
    onTouch: (name, t) => view.touch(name, t),
  });
  const view = new ViewState({ stream, window: '60s' }, state, 'epoch', () => 1);
  state.advance(atMs);
  for (const sample of samples) state.merge(sample, sample.sampledAtMs, true);
  return { state, view };
}

/** A worker that owns all partitions of these streams for 20 s, and stores `perSecond` records of each topic a second. */
const worker = (names: readonly StreamName[], perSecond = 0, source = `of ${names.join(' ')}`): MetricSample[] => {
  const owned = partitionsOf(...names);
  const first = [...new Map(owned.map((one) => [one.topic, one])).values()];
  return Array.from({ length: 20 }, (_, index) =>
    madeConsumer({
      sequence: index + 1,
      source,
      fromMs: second(20 - index),
      toMs: second(19 - index),
      owned,
      parts:
        perSecond === 0
          ? []
          : first.map((place) =>
              madePart({
                ...place,
                incarnation: `cluster/${place.topic}`,
                from: index * perSecond,
                to: (index + 1) * perSecond,
                committedAtMs: second(20 - index) + 500,
              }),
            ),
    }),
  );
};

describe('All', () => {
  it('sums the four event pipelines and never metrics', () => {
    const { view } = opened('all', worker([...eventStreamNames, 'metrics'], 7));
    const bin = view.snapshot(nowMs).bins.find(({ t }) => t === second(5));
    expect(bin?.throughput).toEqual({ orders: 7, ratings: 7, engagement: 21, 'movie-events': 7 });
    expect(view.snapshot(nowMs).gauges).toMatchObject({ absent: [], tiles: { throughput: { value: 42 } } });
  });

  it('leaves out a stream that nobody consumes: the others are measured and fresh', () => {
    const { gauges, bins } = opened('all', worker(['orders'], 5)).view.snapshot(nowMs);
    expect(gauges.absent).toEqual(['ratings', 'engagement', 'movie-events']);
    expect(gauges.tiles).toMatchObject({ throughput: { value: 5 }, freshnessMs: { status: 'ok' } });
    expect(bins.at(-1)).toMatchObject({ t: second(1), throughput: { orders: 5 } });
    expect(bins.at(-1)?.throughput).not.toHaveProperty('ratings');
  });

  it('still waits for a stream that is consumed in part: it is not measured, and not zero', () => {
    const part = worker(['ratings']).map((sample) => ({ ...sample, owned: partitionsOf('ratings').slice(1) }));
    const { gauges, bins } = opened('all', [...worker(['orders'], 5), ...part]).view.snapshot(nowMs);
    expect(gauges.absent).toEqual(['engagement', 'movie-events']);
    expect(gauges.freshnessMs).toBeNull();
    expect(bins.find(({ t }) => t === second(5))?.throughput).toEqual({ orders: 5, ratings: null });
  });

  it('counts a halted stream as consumed', () => {
    const halted = [{ topic: 'ratings', partition: 0, reason: 'recreated' }];
    const sample = madeConsumer({ sequence: 1, source: 'w', fromMs: second(2), toMs: second(1), owned: [], halted });
    const { gauges } = opened('all', [...worker(['orders']), sample]).view.snapshot(nowMs);
    expect(gauges.absent).not.toContain('ratings');
  });

  it('leaves nothing out while no worker runs at all', () => {
    expect(opened('all', []).view.snapshot(nowMs).gauges).toMatchObject({ absent: [], freshnessMs: null });
  });

  it('takes a stream up when its first worker comes, and sends the whole window anew', () => {
    const { view, state } = opened('all', worker(['orders'], 5));
    view.frame(nowMs);
    for (const sample of worker(['ratings'], 3)) state.merge(sample, sample.sampledAtMs, true);
    const frame = view.frame(nowMs);
    expect(frame.gauges.absent).toEqual(['engagement', 'movie-events']);
    expect(frame.bins.find(({ t }) => t === second(15))?.throughput).toEqual({ orders: 5, ratings: 3 });
  });

  it('counts a flush that failed once, although it concerns every stream of its worker', () => {
    const samples = worker(['orders', 'ratings']).map((sample, index) =>
      index === 15 ? { ...sample, failedFlushes: 2 } : sample,
    );
    const errors = (stream: LiveStream) =>
      opened(stream, samples).view.snapshot(nowMs).gauges.tiles.errorsPerMinute.value;
    expect([errors('all'), errors('orders'), errors('ratings')]).toEqual([2, 2, 2]);
  });
});

describe('a view of one stream', () => {
  it('says when nobody consumes it, and shows its producers all the same', () => {
    const samples = [
      ...worker(['orders'], 5),
      madeProducer({ sequence: 1, stream: 'ratings', fromMs: second(3), toMs: second(2) }),
    ];
    const { gauges, bins } = opened('ratings', samples).view.snapshot(nowMs);
    expect(gauges).toMatchObject({ absent: ['ratings'], status: { producers: { sending: 1, known: 1 } } });
    expect(bins.at(-1)?.throughput).toEqual({ ratings: null });
  });

  it('shows its own errors, producers and positions alone', () => {
    const samples = [
      ...worker([...eventStreamNames], 4),
      madeProducer({ sequence: 1, stream: 'ratings', fromMs: second(3), toMs: second(2), sentError: 9 }),
    ];
    const engagement = opened('engagement', samples).view.snapshot(nowMs);
    expect(engagement.gauges.tiles.errorsPerMinute.value).toBe(0);
    expect(engagement.gauges.status.producers).toBeNull();
    expect([...new Set(engagement.gauges.positions.map(({ topic }) => topic))]).toEqual([
      'events_clicks',
      'events_ratings',
      'events_views',
    ]);
  });

  it('measures the way to the browser by its own records: those of metrics ride later', () => {
    const { state } = opened('all', []);
    const part = { from: 0, to: 5 };
    state.mergePart(madePart({ ...part, committedAtMs: nowMs - 40 }), true);
    state.mergePart(madePart({ ...part, committedAtMs: nowMs - 900, topic: 'metrics' }), true);
    state.notePushed(nowMs);
    const storedToPushed = (stream: LiveStream) =>
      new ViewState({ stream, window: '60s' }, state, 'epoch', () => 1)
        .snapshot(nowMs)
        .gauges.stages.find(({ stage }) => stage === 'storedToPushed');
    expect(storedToPushed('all')).toMatchObject({ count: 5, meanMs: 40 });
    expect(storedToPushed('metrics')).toMatchObject({ count: 5, meanMs: 900 });
    expect(storedToPushed('ratings')).toMatchObject({ count: 0, meanMs: null });
  });
});
