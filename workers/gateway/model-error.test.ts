import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveState } from './live-state';
import { madeModel } from './made-samples';
import { mergeModelErrors } from './model-error';
import { ViewState } from './view-state';

const nowMs = 1_800_000_000_300;
const second = (age: number): number => 1_800_000_000_000 - age * 1_000;

describe('mergeModelErrors', () => {
  it('is the error of all predictions together', () => {
    const errors = fc.array(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 20 }), {
      minLength: 1,
      maxLength: 5,
    });
    const rmse = (list: readonly number[]): number =>
      Math.sqrt(list.reduce((sum, error) => sum + error * error, 0) / list.length);
    fc.assert(
      fc.property(errors, (workers) => {
        const merged = mergeModelErrors(
          workers.map((list) => ({ rmse: rmse(list), baselineRmse: 2 * rmse(list), n: list.length })),
        );
        const all = workers.flat();
        expect(merged?.rmse).toBeCloseTo(rmse(all), 9);
        expect(merged?.baselineRmse).toBeCloseTo(2 * rmse(all), 9);
        expect(merged?.n).toBe(all.length);
      }),
    );
  });

  it('is null without predictions', () => {
    expect(mergeModelErrors([])).toBeNull();
  });
});

describe('ViewState with model samples', () => {
  const samples = [
    madeModel({ sequence: 1, fromMs: second(20), toMs: second(10), rmse: 3, baselineRmse: 4, n: 100 }),
    madeModel({ sequence: 1, source: 'b', fromMs: second(20), toMs: second(10), rmse: 1, baselineRmse: 2, n: 300 }),
    madeModel({ sequence: 2, fromMs: second(10), toMs: second(0), rmse: 9, baselineRmse: 9, n: 0 }),
  ];
  const modelBins = (stream: 'ratings' | 'orders', order = samples) => {
    const state: LiveState = new LiveState({ groupId: 'g', onTouch: (name, t) => view.touch(name, t) });
    const view = new ViewState({ stream, window: '60s' }, state, 'epoch', () => 1);
    state.advance(nowMs);
    for (const sample of order) state.merge(sample, sample.sampledAtMs, true);
    return view.snapshot(nowMs).bins.flatMap(({ t, model }) => (model === undefined ? [] : [{ t, ...model }]));
  };

  it('merges the workers over the span of their samples, and has none where nothing was predicted', () => {
    const bins = modelBins('ratings');
    expect(bins.map(({ t }) => t)).toEqual(Array.from({ length: 10 }, (_, index) => second(20 - index)));
    for (const { rmse, n } of bins) expect([rmse, n]).toEqual([Math.sqrt((100 * 9 + 300) / 400), 40]);
  });

  it('gives the same in whatever order they come, and nothing to other streams', () => {
    expect(modelBins('ratings', [...samples].reverse())).toEqual(modelBins('ratings'));
    expect(modelBins('orders')).toEqual([]);
  });
});
