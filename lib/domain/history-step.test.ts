import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyStep, type OldestBuckets } from './history-step';
import { metricResolutions, resolutionInfo } from './metric-resolution';

const nowMs = Date.parse('2026-11-22T21:34:10.500Z');
const minuteMs = 60_000;
const dayMs = 86_400_000;
const bucketAgo = (ms: number, stepMs: number): number => Math.floor((nowMs - ms) / stepMs) * stepMs;
/** As with the usual settings after years. */
const usual: OldestBuckets = {
  '10s': bucketAgo(2 * dayMs, 10_000),
  '1min': bucketAgo(30 * dayMs, minuteMs),
  '1h': bucketAgo(400 * dayMs, 60 * minuteMs),
};
const back = (agoMs: number, lengthMs: number, oldest = usual) =>
  historyStep({ fromMs: nowMs - agoMs, toMs: nowMs - agoMs + lengthMs, nowMs, oldest });

describe('historyStep', () => {
  it.each([
    ['15 minutes', 15 * minuteMs, 15 * minuteMs, '10s', 10_000],
    ['an hour', 60 * minuteMs, 60 * minuteMs, '10s', 30_000],
    ['two hours', 120 * minuteMs, 120 * minuteMs, '1min', 60_000],
    ['a day', dayMs, dayMs, '1min', 10 * minuteMs],
    ['a week', 7 * dayMs, 7 * dayMs, '1h', 120 * minuteMs],
    ['400 days', 400 * dayMs, 400 * dayMs, '1h', 3 * dayMs],
    ['ten minutes of three days ago', 3 * dayMs, 10 * minuteMs, '1min', minuteMs],
    ['ten minutes of 100 days ago', 100 * dayMs, 10 * minuteMs, '1h', 60 * minuteMs],
  ])('cuts %s into readable points of the right resolution', (_, agoMs, lengthMs, resolution, stepMs) => {
    expect(back(agoMs, lengthMs)).toMatchObject({ resolution, stepMs });
  });

  it('says that nothing is left of an empty range, of the future and of what is no longer kept', () => {
    expect(back(0, -1)).toBe(null);
    expect(back(-1_000, 5_000)).toBe(null);
    expect(back(500 * dayMs, dayMs)).toBe(null);
    expect(back(Number.NaN, dayMs)).toBe(null);
  });

  it('goes by what is stored where another retention was set, and where there is little yet', () => {
    const short = { ...usual, '10s': bucketAgo(dayMs, 10_000) };
    expect(back(1.5 * dayMs, 10 * minuteMs, short)).toMatchObject({ resolution: '1min' });
    expect(back(3 * dayMs, 10 * minuteMs, { ...usual, '10s': usual['1min'] })).toMatchObject({ resolution: '10s' });
    const young = Object.fromEntries(
      metricResolutions.map((name) => [name, bucketAgo(5 * minuteMs, resolutionInfo[name].stepMs)]),
    ) as OldestBuckets;
    expect(back(3 * dayMs, 10 * minuteMs, young)).toMatchObject({ resolution: '10s', stepMs: 10_000 });
    const nothing = { '10s': null, '1min': null, '1h': null };
    expect(back(15 * minuteMs, 15 * minuteMs, nothing)).toMatchObject({ resolution: '10s', stepMs: 10_000 });
    expect(back(500 * dayMs, 10 * dayMs, { ...usual, '1h': nowMs - 600 * dayMs })).toMatchObject({ resolution: '1h' });
  });

  it('covers every range of the kept past with at most 150 whole points of a resolution that is still kept', () => {
    const agos = fc.integer({ min: 1, max: 450 * dayMs });
    fc.assert(
      fc.property(agos, agos, (agoMs, lengthMs) => {
        const step = back(agoMs, lengthMs);
        const fromMs = Math.max(nowMs - agoMs, usual['1h']!);
        const toMs = Math.min(nowMs - agoMs + lengthMs, nowMs);
        expect(step === null).toBe(fromMs >= toMs);
        if (step === null) return;
        expect(step.fromMs).toBeLessThanOrEqual(fromMs);
        expect(step.toMs).toBeGreaterThanOrEqual(toMs);
        expect((step.toMs - step.fromMs) / step.stepMs).toBeLessThanOrEqual(150);
        for (const ms of [step.fromMs, step.toMs]) expect(ms % step.stepMs).toBe(0);
        const { stepMs } = resolutionInfo[step.resolution];
        expect(step.stepMs % stepMs).toBe(0);
        expect(fromMs).toBeGreaterThanOrEqual(Math.min(nowMs - dayMs, usual[step.resolution]!));
      }),
      { numRuns: 2_000 },
    );
  });
});
