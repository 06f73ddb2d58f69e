import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricSample } from '@/lib/contracts/metric-sample';
import { LatencySketch } from '@/lib/domain/latency-sketch';
import { LiveState } from './live-state';
import { allPartitions, madeAnnotation, madeConsumer, madeLag, madePart, madeProducer, sketchOf } from './made-samples';
import { ViewState } from './view-state';

const nowMs = 1_800_000_000_000;
const groupId = 'streamscope.aggregator';

function merged(samples: readonly MetricSample[], atMs = nowMs): { state: LiveState; view: ViewState } {
  const state: LiveState = new LiveState({ groupId, onTouch: (stream, t) => view.touch(stream, t) });
  const view = new ViewState({ stream: 'all', window: '60s' }, state, 'epoch', () => 1);
  state.advance(atMs);
  for (const sample of samples) state.merge(sample, sample.sampledAtMs, true);
  state.advance(atMs);
  return { state, view };
}

/** Twenty seconds of a pipeline, each sample known by (source, sequence), part ranges without holes. */
const histories = fc
  .array(
    fc.record({
      records: fc.integer({ min: 0, max: 5 }),
      dead: fc.boolean(),
      gapMs: fc.integer({ min: 200, max: 900 }),
    }),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .map((steps): MetricSample[] => {
    const offsets = allPartitions.map(() => 0);
    let at = nowMs - 30_000;
    return steps.flatMap(({ records, dead, gapMs }, index): MetricSample[] => {
      const fromMs = at;
      at += gapMs;
      const sequence = index + 1;
      const parts = offsets.flatMap((from, partition) => {
        const to = from + records * ((partition % 3) + 1);
        offsets[partition] = to;
        const broken = dead && to > from ? { dead: 1, deadByCode: { NOT_JSON: 1 } } : {};
        return to === from ? [] : [madePart({ partition, from, to, committedAtMs: at, ...broken })];
      });
      const least = Math.min(...offsets);
      return [
        madeConsumer({ sequence, fromMs, toMs: at, parts, failedFlushes: dead ? 1 : 0 }),
        madeProducer({ sequence, fromMs, toMs: at, sentError: records }),
        madeLag({ sequence, sampledAtMs: at, end: least + records, cursor: least }),
        madeAnnotation({ sequence: 1_000 + sequence, atMs: at, id: `rebalance-${index % 4}`, type: 'rebalance' }),
      ];
    });
  });

describe('LiveState', () => {
  it('gives the result of one pass, in whatever order samples arrive and however often', () => {
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray([...history, ...history], {
              minLength: history.length * 2,
              maxLength: history.length * 2,
            }),
          ),
        ),
        ([history, shuffled]) => {
          expect(merged(shuffled).view.snapshot(nowMs)).toEqual(merged(history).view.snapshot(nowMs));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows the same when samples are merged between frames as when all are merged before', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const whole = merged(history).view.snapshot(nowMs);
        const { state, view } = merged([]);
        const bins = new Map(view.snapshot(nowMs).bins.map((bin) => [bin.t, bin]));
        for (const sample of history) {
          state.merge(sample, sample.sampledAtMs, true);
          for (const bin of view.frame(nowMs).bins) bins.set(bin.t, bin);
        }
        expect([...bins.values()].sort((a, b) => a.t - b.t)).toEqual(whole.bins);
      }),
      { numRuns: 40 },
    );
  });

  it('merges a part from the log once, before or after its sample', () => {
    const part = madePart({ from: 0, to: 10, committedAtMs: nowMs - 5_000 });
    const sample = madeConsumer({ sequence: 1, fromMs: nowMs - 6_000, toMs: nowMs - 5_000, parts: [part] });
    const { state } = merged([]);
    expect(state.mergePart(part, false)).toBe(true);
    state.merge(sample, nowMs, true);
    expect(state.mergePart(part, false)).toBe(false);
    expect(state.streamOf('orders')?.ring.at(nowMs - 5_000)?.records).toBe(10);
  });

  it('counts the same offsets of a recreated topic anew', () => {
    const { state } = merged([]);
    state.mergePart(madePart({ from: 0, to: 10, committedAtMs: nowMs - 5_000 }), false);
    state.mergePart(madePart({ from: 0, to: 10, committedAtMs: nowMs - 5_000, incarnation: 'cluster/topic-2' }), false);
    expect(state.streamOf('orders')?.ring.at(nowMs - 5_000)?.records).toBe(20);
  });

  it('takes percentiles of merged sketches, never means of percentiles', () => {
    const slow = Array.from({ length: 10 }, () => 900);
    const fast = Array.from({ length: 190 }, () => 10);
    const at = nowMs - 5_000;
    const parts = [
      madePart({ partition: 0, from: 0, to: 190, committedAtMs: at, endToEnd: sketchOf(...fast) }),
      madePart({ partition: 1, from: 0, to: 10, committedAtMs: at, endToEnd: sketchOf(...slow) }),
    ];
    const { view } = merged([madeConsumer({ sequence: 1, fromMs: at - 500, toMs: at + 1, parts })]);
    const bin = view.snapshot(nowMs).bins.find(({ t }) => t === at);
    const together = LatencySketch.fromSparse(sketchOf(...fast, ...slow));
    expect(bin?.endToEnd).toEqual({
      p50: together.quantile(0.5),
      p95: together.quantile(0.95),
      p99: together.quantile(0.99),
      count: 200,
    });
  });

  it('drops a sample of the far future and one that is older than the hour, and keeps its time', () => {
    const { state } = merged([]);
    state.mergePart(madePart({ from: 0, to: 5, committedAtMs: nowMs + 3_600_000 }), true);
    state.mergePart(madePart({ from: 5, to: 9, committedAtMs: nowMs - 3 * 3_600_000 }), true);
    state.mergePart(madePart({ from: 9, to: 10, committedAtMs: nowMs - 3_000 }), true);
    const ring = state.streamOf('orders')?.ring;
    expect(ring?.at(nowMs + 3_600_000)).toBeUndefined();
    expect(ring?.at(nowMs - 3_000)?.records).toBe(1);
  });
});
