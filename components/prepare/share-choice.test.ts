import { describe, expect, it } from 'vitest';
import { firstChoice, panelSearch, type SharedPanel, sharePath } from './share-choice';

const heatmap: SharedPanel = {
  id: 'orders-heatmap',
  search: 'channel=web&channel=store&metric=orders&window=28d',
  filters: ['window', 'from', 'to', 'tz', 'channel'],
  defaultWindow: '',
};
const lag: SharedPanel = { id: 'lag', search: 'stream=orders', filters: ['stream', 'window'], defaultWindow: '5m' };

describe('sharePath', () => {
  it('begins with what the page shows', () => {
    expect(sharePath(heatmap, firstChoice(heatmap))).toBe(
      '/embed/orders-heatmap?channel=web&channel=store&metric=orders&window=28d',
    );
    expect(sharePath(lag, firstChoice(lag))).toBe('/embed/lag?stream=orders');
  });

  it('leaves the filter of the page out, but not how it is drawn', () => {
    expect(sharePath(heatmap, { ...firstChoice(heatmap), pageFilter: false, window: '' })).toBe(
      '/embed/orders-heatmap?metric=orders',
    );
  });

  it('locks the time in place of the window', () => {
    const choice = {
      ...firstChoice(heatmap),
      time: 'locked',
      from: '2026-10-25T00:00',
      to: '2026-11-22T00:00',
    } as const;
    expect(sharePath({ ...heatmap, search: '' }, choice)).toBe(
      '/embed/orders-heatmap?from=2026-10-25T00:00&to=2026-11-22T00:00',
    );
    const shown = { ...heatmap, search: 'from=2026-10-25T00:00' };
    expect(firstChoice(shown)).toMatchObject({ time: 'locked', from: '2026-10-25T00:00', to: '' });
  });

  it('names a snapshot alone with its look', () => {
    const choice = { ...firstChoice(heatmap), time: 'frozen', snapshot: 'abc' } as const;
    expect(sharePath(heatmap, choice)).toBe('/embed/orders-heatmap?metric=orders&frozen=abc');
    expect(String(panelSearch(heatmap, choice))).toBe('channel=web&channel=store&metric=orders&window=28d');
  });

  it('says only what differs from the default', () => {
    const choice = {
      ...firstChoice(lag),
      theme: 'dark',
      legend: false,
      solid: false,
      scale: 1.5,
      window: '60s',
    } as const;
    expect(sharePath(lag, choice)).toBe(
      '/embed/lag?theme=dark&stream=orders&window=60s&legend=0&bg=transparent&scale=1.5',
    );
  });
});
