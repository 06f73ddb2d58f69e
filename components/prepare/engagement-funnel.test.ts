import { describe, expect, it } from 'vitest';
import type { EngagementFunnel, FunnelRow } from '@/lib/contracts/engagement-panels';
import { funnelHeadline, funnelSubtitle, prepareFunnel } from './engagement-funnel';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const none = {
  count: 0,
  countBefore: null,
  rate: null,
  rateBefore: null,
  perView: null,
  perViewBefore: null,
  rates: [],
};
const funnel = (rows: readonly (Partial<FunnelRow> & Pick<FunnelRow, 'stage'>)[]): EngagementFunnel => ({
  ...{ panel: 'engagement-funnel', title: 'Views, clicks and ratings', unit: 'events', generatedAt: '' },
  filters: { window: '1h', from: '2026-11-22T14:00', to: '2026-11-22T15:00', tz: 'UTC' },
  rows: rows.map((row) => ({ ...none, ...row })),
  ...{ range: null, before: null, stored: null, steps: null },
  total: rows.reduce((sum, { count = 0 }) => sum + count, 0),
});
const usual = funnel([
  { stage: 'views', count: 1_000, countBefore: 900 },
  { stage: 'clicks', count: 500, rate: 0.5, rateBefore: 0.501, perView: 0.5, perViewBefore: 0.501, rates: [0.5, null] },
  { stage: 'ratings', count: 167, rate: 0.334, rateBefore: 0.331, perView: 0.167, perViewBefore: 0.166 },
]);

describe('the funnel', () => {
  it('draws each stage on one scale, with the one above as an outline and its rate', () => {
    const { bars, foot } = prepareFunnel(usual);
    expect(bars.map(({ width, outline }) => [width, outline])).toEqual([
      [1, null],
      [0.5, 1],
      [0.167, 0.5],
    ]);
    expect(bars[0]!.rate).toBe(null);
    const { value, of, beside } = bars[1]!.rate!;
    expect(plain(`${value} ${of}${beside}`)).toBe('50.0 % of views, hour before 50.1 %');
    expect([foot.words, foot.value]).toEqual(['Ratings per 100 views, hour before 16.6', '16.7']);
  });

  it('says in a headline what a hundred views bring, and what it counts', () => {
    expect(funnelHeadline(usual)).toBe('100 views bring 50.0 clicks and 16.7 ratings');
    expect(plain(funnelSubtitle(usual).long)).toBe(
      'Funnel: ratios of counts, not paths of one person · running hour · n = 1,667 events',
    );
  });

  it('makes no rate of nothing, and leaves out what is not stored', () => {
    const odd = funnel([{ stage: 'views' }, { stage: 'clicks', count: 2 }, { stage: 'ratings', count: 1, rate: 0.5 }]);
    expect(funnelHeadline(odd)).toBe('No views; clicks: 2, ratings: 1');
    const { bars, foot } = prepareFunnel(odd);
    expect(bars.map(({ width }) => width)).toEqual([0, 1, 0.5]);
    expect(bars[1]!.rate).toMatchObject({ value: '–', beside: '' });
    expect(foot).toEqual({ words: 'Ratings per 100 views', value: '–' });
    expect(funnelHeadline(funnel([]))).toBe('Views, clicks and ratings');
  });
});
