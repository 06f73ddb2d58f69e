import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveTicks } from './time-axis';
import { rangeAxis, valueAxis } from './value-axis';

const labels = (ticks: readonly { label: string }[]) => ticks.map((tick) => tick.label.replaceAll('\u00a0', ' '));

describe('valueAxis', () => {
  it('gives all ticks one suffix and one number of decimals', () => {
    expect(labels(valueAxis({ highest: 1_700, least: 10 }).ticks)).toEqual(
      ['0', '500', '1000', '1500', '2000'].map(kilo),
    );
    expect(labels(valueAxis({ highest: 38, least: 10, unit: 'ms' }).ticks)).toEqual([
      '0',
      '10 ms',
      '20 ms',
      '30 ms',
      '40 ms',
    ]);
    expect(labels(valueAxis({ highest: 3_800, least: 10, unit: 'ms' }).ticks)).toEqual([
      '0',
      '1 s',
      '2 s',
      '3 s',
      '4 s',
    ]);
  });

  it('counts records with thousands and shows a latency beyond a second in seconds', () => {
    expect(labels(valueAxis({ highest: 1_500, least: 10, wholeNumbers: true }).ticks)).toEqual([
      '0',
      '500',
      '1,000',
      '1,500',
      '2,000',
    ]);
    expect(labels(valueAxis({ highest: 1_350, least: 10, unit: 'ms' }).ticks)).toEqual([
      '0',
      '0.5 s',
      '1.0 s',
      '1.5 s',
    ]);
  });

  it('covers the data with 2 to 5 ticks from zero, at any size', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (highest) => {
        const axis = valueAxis({ highest, least: 4 });
        expect(axis.max).toBeGreaterThanOrEqual(highest);
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
        expect(axis.ticks.length).toBeLessThanOrEqual(5);
        expect(new Set(labels(axis.ticks)).size).toBe(axis.ticks.length);
      }),
    );
  });

  it('keeps its top while the data stay between 40 and 100 % of it', () => {
    expect(valueAxis({ highest: 900, previousMax: 2_000, least: 10 }).max).toBe(2_000);
    expect(valueAxis({ highest: 100, previousMax: 2_000, least: 10 }).max).toBeLessThan(2_000);
    expect(valueAxis({ highest: 2_100, previousMax: 2_000, least: 10 }).max).toBeGreaterThan(2_000);
  });

  it('never offers half a record', () => {
    expect(labels(valueAxis({ highest: 1, least: 1, wholeNumbers: true }).ticks)).toEqual(['0', '1', '2']);
  });
});

function kilo(text: string): string {
  return text === '0' ? '0' : `${(Number(text) / 1000).toFixed(1)} k`;
}

describe('liveTicks', () => {
  it('counts back to the start of the window with the unit once', () => {
    expect(labels(liveTicks(1_000_000, 300_000))).toEqual(['−5 min', '−4', '−3', '−2', '−1', 'now']);
    expect(labels(liveTicks(1_000_000, 60_000))).toEqual(['−60 s', '−45', '−30', '−15', 'now']);
  });
});

describe('rangeAxis', () => {
  it('holds all values between round ticks, never below zero', () => {
    const range = fc.tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }));
    fc.assert(
      fc.property(range, ([lowest, span]) => {
        const { min, max, ticks } = rangeAxis({ lowest, highest: lowest + span, leastSpan: 0.1 });
        expect(min).toBeGreaterThanOrEqual(0);
        expect(min).toBeLessThanOrEqual(lowest);
        expect(max).toBeGreaterThanOrEqual(lowest + span);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
    expect(labels(rangeAxis({ lowest: 0.87, highest: 0.93, leastSpan: 0.1 }).ticks)).toEqual([
      '0.850',
      '0.875',
      '0.900',
      '0.925',
      '0.950',
    ]);
  });
});
