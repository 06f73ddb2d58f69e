import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForeignMetrics, foreignName } from './foreign-metrics';
import { LiveState } from './live-state';
import { madeConsumer, partitionsOf } from './made-samples';
import { ViewState } from './view-state';

const nowMs = 1_800_000_000_300;
const second = (age: number): number => 1_800_000_000_000 - age * 1_000;
const every = () => true;

function kept(): ForeignMetrics {
  const metrics = new ForeignMetrics();
  metrics.advance(nowMs);
  return metrics;
}

describe('foreignName', () => {
  it('folds labels into the name, in the same order whatever theirs was', () => {
    expect(foreignName({ metric: 'rmse' })).toBe('rmse');
    expect(foreignName({ metric: 'rmse', labels: { run: '7', model: 'als' } })).toBe('rmse{model=als,run=7}');
    expect(foreignName({ metric: 'm', labels: { a: 'x'.repeat(500) } })).toHaveLength(200);
  });
});

describe('ForeignMetrics', () => {
  it('keeps the newest reading of a second, in whatever order they come', () => {
    const readings = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 999 }), value: fc.integer() }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        readings.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
        ),
        ([list, shuffled]) => {
          const [one, other] = [list, shuffled].map((order) => {
            const metrics = kept();
            for (const { atMs, value } of order) metrics.add({ metric: 'm', value, timestamp: second(5) + atMs });
            return metrics.valuesOf(second(5), second(4), every);
          });
          expect(one).toEqual(other);
        },
      ),
    );
  });

  it('holds fifty names, counts those it leaves out, and has room again when one has been silent for an hour', () => {
    const metrics = kept();
    for (let index = 0; index < 50; index += 1)
      expect(metrics.add({ metric: `m${index}`, value: index, timestamp: second(1) })).toBe('foreign');
    expect(metrics.add({ metric: 'late', value: 1, timestamp: second(1) })).toBe('foreign_unnamed');
    expect(metrics.add({ metric: 'm3', value: 4, timestamp: second(1) })).toBe('foreign');
    expect(metrics.leftOut).toBe(1);
    const later = nowMs + 3_700_000;
    metrics.advance(later);
    expect(metrics.add({ metric: 'late', value: 1, timestamp: later })).toBe('foreign');
    expect(metrics.leftOut).toBe(0);
  });

  it('refuses a time outside the hour, such as seconds in place of milliseconds', () => {
    const metrics = kept();
    expect(metrics.add({ metric: 'm', value: 1, timestamp: nowMs / 1_000 })).toBe('foreign_outside');
    expect(metrics.add({ metric: 'm', value: 1, timestamp: nowMs + 3_600_000 })).toBe('foreign_outside');
    expect(metrics.valuesOf(second(3_600), second(0), every)).toBeNull();
  });
});

describe('LiveState with metrics of others', () => {
  it('shows all of them to the entry Metrics, those named rmse to Ratings, and none to All', () => {
    const foreignOf = (stream: 'all' | 'ratings' | 'metrics') => {
      const state: LiveState = new LiveState({ groupId: 'g', onTouch: (name, t) => view.touch(name, t) });
      const view = new ViewState({ stream, window: '60s' }, state, 'epoch', () => 1);
      state.advance(nowMs);
      const owned = partitionsOf('orders', 'ratings');
      state.merge(madeConsumer({ sequence: 1, fromMs: second(9), toMs: second(1), owned }), nowMs, true);
      view.frame(nowMs);
      state.mergeForeign({ metric: 'RMSE', value: 0.87, timestamp: second(5), labels: { job: 'als' } });
      state.mergeForeign({ metric: 'loss', value: 3, timestamp: second(5) });
      return view.frame(nowMs).bins.flatMap((bin) => (bin.foreign === undefined ? [] : [bin.foreign]));
    };
    expect(foreignOf('metrics')).toEqual([{ 'RMSE{job=als}': 0.87, loss: 3 }]);
    expect(foreignOf('ratings')).toEqual([{ 'RMSE{job=als}': 0.87 }]);
    expect(foreignOf('all')).toEqual([]);
  });
});
