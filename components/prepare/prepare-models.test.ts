import { describe, expect, it } from 'vitest';
import { testBin, testDisplay, testGauges } from '@/components/live/test-display';
import type { LiveBin } from '@/lib/contracts/live-frame';
import { livePanelState } from './live-panel-state';
import { isExternalMissing, isRmseMissing } from './missing-metrics';
import { prepareExternal } from './prepare-external';
import { prepareRmse } from './prepare-rmse';

const nowMs = 1_000_000;
const view = { stream: 'ratings', window: '60s' } as const;
const model = (rmse: number) => ({ rmse, baselineRmse: rmse + 0.2, n: 40 });

/** Sixty seconds of ratings; `at` says what a bin so many seconds old holds besides. */
function prepared(at: (age: number) => Partial<LiveBin>) {
  const bins = Array.from({ length: 60 }, (_, index) => testBin(nowMs - (60 - index) * 1_000, 50, at(60 - index)));
  const display = testDisplay({ nowMs, throughput: Array(60).fill(50), state: { bins, view, shown: view } });
  return { display, state: livePanelState(display) };
}
const named = (key: string, { display, state }: ReturnType<typeof prepared>) =>
  prepareRmse(display, state).model.series.find((one) => one.key === key);

describe('prepareRmse', () => {
  it('is missing only while nobody publishes one', () => {
    expect(isRmseMissing(prepared(() => ({})).display)).toBe(true);
    expect(isRmseMissing(prepared((age) => (age === 50 ? { model: model(0.9) } : {})).display)).toBe(false);
    expect(isRmseMissing(prepared((age) => (age === 50 ? { foreign: { rmse: 0.9 } } : {})).display)).toBe(false);
  });

  it('puts the model beside its baseline and counts what was predicted', () => {
    const ready = prepared((age) => (age <= 30 ? { model: model(0.9) } : {}));
    expect(named('model', ready)?.latest).toBe(0.9);
    expect(named('baseline', ready)?.latest).toBeCloseTo(1.1);
    expect(prepareRmse(ready.display, ready.state).subtitle.replaceAll('\u00a0', ' ')).toContain('n = 1,200 in 60 s');
  });

  it('lets the figure of a model go that has not been judged for a while, and keeps its line', () => {
    const silent = prepared((age) => (age > 30 ? { model: model(0.9) } : {}));
    expect(named('model', silent)?.latest).toBeNull();
    expect(named('model', silent)?.values.filter((value) => value !== null)).toHaveLength(30);
  });

  it('draws what others publish beside it, joined between two readings and not behind the last', () => {
    const ready = prepared((age) => {
      if (age === 50) return { foreign: { 'rmse{model=als}': 0.8 } };
      return age === 40 ? { foreign: { 'rmse{model=als}': 0.7 } } : {};
    });
    const als = named('foreign rmse{model=als}', ready);
    expect(als).toMatchObject({ label: 'als', latest: 0.7 });
    expect(als?.values.filter((value) => value !== null)).toEqual([...Array(10).fill(0.8), 0.7]);
  });
});

describe('prepareExternal', () => {
  it('has a row a metric, each with its own scale, newest value and age', () => {
    const { display, state } = prepared((age) =>
      age % 10 === 0 ? { foreign: { loss: age, ...(age === 20 && { rmse: 0.87 }) } } : {},
    );
    const { rows } = prepareExternal(display, state);
    expect(rows.map((row) => [row.name, row.newest, row.ageMs, row.lowText, row.highText, row.points.length])).toEqual([
      ['loss', 10, 10_000, '10', '60', 6],
      ['rmse', 0.87, 20_000, '0.87', '0.87', 1],
    ]);
  });

  it('never joins readings over a time in which they stayed away', () => {
    const { display, state } = prepared((age) => (age > 40 || age < 10 ? { foreign: { loss: age } } : {}));
    const [row] = prepareExternal(display, state).rows;
    expect(row?.runs.map((run) => [run.length, run[0]?.value])).toEqual([
      [20, 60],
      [9, 9],
    ]);
    const rare = prepared((age) => (age === 50 || age === 5 ? { foreign: { loss: age } } : {}));
    expect(prepareExternal(rare.display, rare.state).rows[0]?.runs).toHaveLength(1);
  });

  it('says how many metrics found no room', () => {
    const { display, state } = prepared(() => ({ foreign: { loss: 1 } }));
    const crowded = {
      ...display,
      state: { ...display.state, gauges: { ...testGauges, foreignLeftOut: 3 } },
    };
    expect(prepareExternal(crowded, state).subtitle).toContain('3 more left out');
    expect(isExternalMissing(crowded)).toBe(false);
    expect(isExternalMissing(prepared(() => ({})).display)).toBe(true);
  });
});
