import { describe, expect, it } from 'vitest';
import { testBin, testDisplay, testGauges } from '@/components/live/test-display';
import { rejectionCodes } from '@/lib/contracts/rejection';
import { livePanelState } from './live-panel-state';
import { prepareErrors } from './prepare-errors';
import { prepareLag } from './prepare-lag';
import { prepareLatency } from './prepare-latency';
import { prepareStages } from './prepare-stages';
import { prepareThroughput } from './prepare-throughput';
import { prepareTiles } from './prepare-tiles';

const nowMs = 1_000_000;
const steady = Array.from({ length: 60 }, () => 50);
const prepared = (options: Parameters<typeof testDisplay>[0]) => {
  const display = testDisplay(options);
  return { display, state: livePanelState(display) };
};

describe('prepareThroughput', () => {
  it('draws a zero and hatches what was not measured; the two never look alike', () => {
    const values = [...Array(30).fill(50), ...Array(10).fill(null), ...Array(20).fill(0)];
    const { display, state } = prepared({ nowMs, throughput: values });
    const { model, lastValue } = prepareThroughput(display, state);
    expect(lastValue).toBe(0);
    expect(model.series[0]?.values.slice(-50)).toEqual(values.slice(-50));
    expect(model.gaps).toEqual([{ fromMs: nowMs - 31_000, toMs: nowMs - 20_000 }]);
  });

  it('lets the hatch grow and the value go while the line is lost', () => {
    const lost = { connection: 'reconnecting' as const, attempt: 1 };
    const { display, state } = prepared({ nowMs, throughput: steady, state: lost });
    const later = { ...display, nowMs: nowMs + 20_000 };
    const { model, lastValue } = prepareThroughput(later, state);
    expect(lastValue).toBeNull();
    expect(model.gaps).toEqual([{ fromMs: nowMs - 1_000, toMs: nowMs + 16_500 }]);
  });

  it('holds at most 150 points', () => {
    const bins = Array.from({ length: 151 }, (_, index) => testBin(index * 2_000, 5));
    const view = { stream: 'all', window: '5m' } as const;
    const { display, state } = prepared({ nowMs: 302_000, throughput: steady, state: { bins, view, shown: view } });
    expect(prepareThroughput(display, state).model.times.length).toBeLessThanOrEqual(151);
  });

  const view = { stream: 'all', window: '60s' } as const;
  const four = testBin(nowMs - 2_000, 0, { throughput: { orders: 8, ratings: 6, engagement: 3, 'movie-events': 0 } });
  const gauges = (absent: typeof testGauges.absent) => ({ ...testGauges, absent });

  it('has a line for each of the four event pipelines, no two of one colour and dash, and their sum', () => {
    const { display, state } = prepared({ nowMs, throughput: steady, state: { bins: [four], view, shown: view } });
    const { model, lastValue } = prepareThroughput(display, state);
    expect(model.series.map((one) => [one.label, one.latest])).toEqual([
      ['Orders', 8],
      ['Ratings', 6],
      ['Engagement', 3],
      ['Films', 0],
    ]);
    expect(lastValue).toBe(17);
    expect(new Set(model.series.map((one) => one.color)).size).toBe(4);
    expect(new Set(model.series.map((one) => one.dash)).size).toBe(4);
  });

  it('leaves out what nobody consumes, and says so', () => {
    const shown = { bins: [four], view, shown: view, gauges: gauges(['ratings', 'movie-events']) };
    const { display, state } = prepared({ nowMs, throughput: steady, state: shown });
    const { model, subtitle, lastValue } = prepareThroughput(display, state);
    expect(model.series.map((one) => one.key)).toEqual(['orders', 'engagement']);
    expect(lastValue).toBe(11);
    expect(subtitle).toContain('without 2 streams');
  });

  it('turns grey when stale', () => {
    const { display, state } = prepared({ nowMs, throughput: [...steady, ...Array(9).fill(null)] });
    expect(prepareThroughput(display, state).model.tone).toBe('stale');
  });
});

describe('prepareLatency', () => {
  const quantiles = (count: number) => ({ p50: 3, p95: 8, p99: 14, count });
  const withCount = (count: number) =>
    prepared({ nowMs, throughput: steady, state: { bins: [testBin(nowMs - 2_000, 50, { ack: quantiles(count) })] } });

  it('shows p99 only when enough was measured to know it', () => {
    const few = withCount(99);
    expect(prepareLatency('ack', few.display, few.state).model.series.map((one) => one.key)).toEqual(['p95', 'p50']);
    expect(prepareLatency('ack', few.display, few.state).subtitle).toContain('p99 hidden below n = 100');
    const enough = withCount(100);
    expect(prepareLatency('ack', enough.display, enough.state).model.series[0]?.key).toBe('p99');
  });

  it('breaks the line where nothing was measured, without a hatch where nothing happened', () => {
    const { display, state } = prepared({ nowMs, throughput: Array(60).fill(0) });
    const { model } = prepareLatency('endToEnd', display, state);
    expect(model.gaps).toEqual([]);
    expect(model.note).toBe('Nothing was measured in this window');
  });
});

describe('prepareErrors', () => {
  it('counts every error of the window once, codes that are new as other', () => {
    const bins = [
      testBin(nowMs - 20_000, 50, { errors: { BAD_TIME: 2, NEW_CODE: 1 } }),
      testBin(nowMs - 2_000, 50, { errors: { BAD_TIME: 1, OTHER_CODE: 4 } }),
    ];
    const { display, state } = prepared({ nowMs, throughput: steady, state: { bins } });
    const { model, lastValue } = prepareErrors(display, state);
    expect(lastValue).toBe(8);
    expect(model.series.map((one) => [one.label, one.latest])).toEqual([
      ['Bad time', 3],
      ['Other', 5],
    ]);
    expect(model.times).toHaveLength(30);
  });

  const seriesOf = (errors: Record<string, number>) => {
    const bins = [testBin(nowMs - 2_000, 50, { errors })];
    const { display, state } = prepared({ nowMs, throughput: steady, state: { bins } });
    return prepareErrors(display, state).model.series;
  };

  it('gives every rejection code a look of its own', () => {
    const looks = [...rejectionCodes, 'SEND_FAILED', 'FLUSH_FAILED'].map((code) => {
      const [series] = seriesOf({ [code]: 1 });
      expect(series?.key).toBe(code);
      return `${series?.color} ${series?.hatched}`;
    });
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('folds the rarest into one row when there are more reasons than room, and loses none', () => {
    const counts = Object.fromEntries(rejectionCodes.map((code, index) => [code, index + 1]));
    const series = seriesOf(counts);
    expect(series).toHaveLength(7);
    expect(series.at(-1)).toMatchObject({ label: 'Other', latest: 1 + 2 + 3 + 4 });
    expect(series.reduce((sum, one) => sum + (one.latest ?? 0), 0)).toBe(55);
  });

  it('says that there are none', () => {
    const { display, state } = prepared({ nowMs, throughput: steady });
    expect(prepareErrors(display, state).model.note?.replaceAll('\u00a0', ' ')).toBe('No errors in 60 s');
  });
});

describe('prepareLag', () => {
  it('puts the committed lag beside our own and ends where no sample came', () => {
    const bins = [testBin(nowMs - 2_000, 50, { lag: { orders: 140 }, lagCommitted: 560 })];
    const { display, state } = prepared({ nowMs, throughput: steady, state: { bins } });
    const { model, lastValue } = prepareLag(display, state);
    expect(lastValue).toBe(140);
    expect(model.series.map((one) => [one.key, one.latest])).toEqual([
      ['committed', 560],
      ['orders', 140],
    ]);
  });
});

describe('prepareStages', () => {
  const stage = (
    name: 'madeToAppended' | 'appendedToConsumed' | 'consumedToStored' | 'storedToPushed',
    meanMs: number | null,
  ) => ({ stage: name, meanMs, p95Ms: meanMs, count: 10 }) as const;
  const withStages = (last: number | null) =>
    testDisplay({
      nowMs,
      throughput: steady,
      state: {
        gauges: {
          ...testGauges,
          stages: [
            stage('madeToAppended', 4),
            stage('appendedToConsumed', 9),
            stage('consumedToStored', 128),
            stage('storedToPushed', last),
          ],
        },
      },
      display: { shown: { meanMs: 17, p95Ms: 30, count: 5 } },
    });

  it('starts each stage where the one before ended; the means add up', () => {
    const { rows, totalMs } = prepareStages(withStages(24));
    expect(rows.map((row) => row.fromMs)).toEqual([0, 4, 13, 141, 165]);
    expect(totalMs).toBe(182);
  });

  it('has no total when a stage was not measured', () => {
    expect(prepareStages(withStages(null)).totalMs).toBeNull();
  });
});

describe('prepareTiles', () => {
  it('shows no figure while the line is lost', () => {
    const { display, state } = prepared({ nowMs, throughput: steady, state: { connection: 'reconnecting' } });
    expect(prepareTiles(display, state).map((tile) => [tile.value, tile.digits, tile.status])).toEqual(
      Array(6).fill([null, '–', 'unknown']),
    );
  });
});
