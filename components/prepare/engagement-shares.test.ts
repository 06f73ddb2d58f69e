import { describe, expect, it } from 'vitest';
import type { EngagementDevices } from '@/lib/contracts/engagement-panels';
import {
  clickShares,
  deviceShares,
  gainHeadline,
  leadHeadline,
  prepareShares,
  sharesSubtitle,
} from './engagement-shares';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
/** Counts now and before, by device; shares as the panel gives them. */
function devices(counts: Readonly<Record<string, readonly [now: number, before: number | null]>>): EngagementDevices {
  const sum = (at: 0 | 1) => Object.values(counts).reduce((total, pair) => total + (pair[at] ?? 0), 0);
  const rows = Object.entries(counts).map(([device, [count, countBefore]]) => ({
    ...{ device, count, countBefore },
    share: sum(0) === 0 ? null : count / sum(0),
    shareBefore: countBefore === null || sum(1) === 0 ? null : countBefore / sum(1),
  }));
  return {
    ...{ panel: 'engagement-devices', title: 'Views by device', unit: 'views', generatedAt: '', rows, total: sum(0) },
    filters: { window: '24h', from: null, to: null, tz: 'UTC' },
    ...{ range: null, before: { from: '', to: '' }, stored: null },
  };
}

describe('shares beside the window before', () => {
  it('are bars and ticks on one scale, with the change in points', () => {
    const bars = prepareShares(deviceShares(devices({ mobile: [46, 50], desktop: [30, 40], tv: [24, 10] })));
    expect(bars.map(({ name, width, tick }) => [name, width, tick])).toEqual([
      ['Mobile', 0.92, 1],
      ['Desktop', 0.6, 0.8],
      ['TV', 0.48, 0.2],
    ]);
    expect(bars.map(({ share, change }) => plain(`${share} ${change}`))).toEqual([
      '46.0 % −4.0 points',
      '30.0 % −10.0 points',
      '24.0 % +14.0 points',
    ]);
    expect(bars.map(({ leading }) => leading)).toEqual([true, false, false]);
  });

  it('have no tick and no change where nothing is stored before', () => {
    const [bar] = prepareShares(deviceShares(devices({ mobile: [1, null] })));
    expect(bar).toMatchObject({ tick: null, change: '', width: 1 });
  });

  it.each([
    [{ mobile: [462, 0], tv: [538, 0] }, 'Mobile leads: 46.2 % of views'],
    [{ mobile: [5, 0], tv: [5, 0], tablet: [0, 0] }, 'Mobile and TV are even: 50.0 % of views each'],
    [{ tv: [7, 0], mobile: [0, 0] }, 'All views are on TV'],
    [{ mobile: [0, 0] }, 'Views by device'],
  ] as const)('say who leads: %j', (counts, headline) => {
    const rows = deviceShares(devices(counts));
    expect(plain(leadHeadline(rows, 'views', 'Views by device'))).toBe(headline);
  });

  it('say what gained most, or who leads where nothing moved', () => {
    const clicks = (counts: Parameters<typeof devices>[0]) => {
      const answer = devices(counts);
      return clickShares({ ...answer, rows: answer.rows.map(({ device, ...row }) => ({ clickType: device, ...row })) });
    };
    const headline = (counts: Parameters<typeof devices>[0]) => plain(gainHeadline(clicks(counts), 'clicks', 'Clicks'));
    expect(headline({ play: [60, 70], trailer: [40, 30] })).toBe('Trailer gains most: +10.0 points');
    expect(headline({ play: [60, 60], trailer: [40, 40] })).toBe('Play leads: 60.0 % of clicks');
    expect(headline({ play: [60, null], trailer: [40, null] })).toBe('Play leads: 60.0 % of clicks');
  });

  it('name the tick in the subtitle', () => {
    const answer = devices({ mobile: [1_234, 1] });
    expect(plain(sharesSubtitle(answer, 'Views by device').long)).toBe(
      'Views by device · 24 h, tick = day before · n = 1,234',
    );
    expect(plain(sharesSubtitle({ ...answer, before: null }, 'Views by device').long)).toBe(
      'Views by device · 24 h · n = 1,234',
    );
  });
});
