import { describe, expect, it } from 'vitest';
import { embedSearch, filterSearch, lookOf, lookWarnings } from './panel-search';

const address = (text: string) => new URLSearchParams(text);

describe('the address of a stored panel', () => {
  it('is split into filters, which are asked, and look, which is drawn', () => {
    const search = address('metric=orders&theme=dark&channel=web&tz=UTC&channel=store');
    expect(filterSearch('orders-heatmap', search)).toBe('tz=UTC&channel=store&channel=web');
    expect(lookOf('orders-heatmap', search)).toEqual({ metric: 'orders' });
    expect(embedSearch('orders-heatmap', 'tz=UTC', { metric: 'orders' })).toBe('tz=UTC&metric=orders');
  });

  it('takes the default for a look that does not exist, and warns', () => {
    const search = address('metric=weight');
    expect(lookOf('orders-heatmap', search)).toEqual({ metric: 'revenue' });
    expect(lookWarnings('orders-heatmap', search)).toEqual(['metric must be one of revenue, orders, quantity']);
    expect(embedSearch('orders-heatmap', '', { metric: 'revenue' })).toBe('');
  });
});
