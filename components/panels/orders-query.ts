'use client';

import { type inferParserType, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ordersMetrics } from '@/components/prepare/orders-metric';
import { storedWindows } from '@/lib/contracts/stored-answer';

/** The page's state, all of it in the address; the API takes the same names. */
const parsers = {
  window: parseAsStringLiteral(storedWindows),
  from: parseAsString,
  to: parseAsString,
  tz: parseAsString,
  currency: parseAsString,
  channel: parseAsNativeArrayOf(parseAsString),
  payment: parseAsNativeArrayOf(parseAsString),
  item: parseAsNativeArrayOf(parseAsString),
  metric: parseAsStringLiteral(ordersMetrics).withDefault('revenue'),
};

export type OrdersQuery = inferParserType<typeof parsers>;
export type ChangeOrdersQuery = (change: Partial<OrdersQuery>) => void;
export type ManyKind = 'channel' | 'payment' | 'item';

export function useOrdersQuery(): readonly [OrdersQuery, ChangeOrdersQuery] {
  const [query, setQuery] = useQueryStates(parsers, { history: 'push', shallow: true, scroll: false });
  return [query, (change) => void setQuery(change)];
}

/** The filters as the API's query, always in the same order; what is drawn with them is no filter. */
export function apiSearch(query: OrdersQuery): string {
  const search = new URLSearchParams();
  for (const name of ['window', 'from', 'to', 'tz', 'currency'] as const)
    if (query[name] !== null) search.append(name, query[name]);
  for (const name of ['channel', 'payment', 'item'] as const)
    for (const value of [...query[name]].sort()) search.append(name, value);
  return search.toString();
}

/** Filters that are set; the period and its ends count once. */
export function countFilters(query: OrdersQuery): number {
  const period = query.window !== null || query.from !== null || query.to !== null;
  const single = [query.tz, query.currency].filter((value) => value !== null).length;
  const many = [query.channel, query.payment, query.item].filter((values) => values.length > 0).length;
  return Number(period) + single + many;
}

export const noFilters = {
  window: null,
  from: null,
  to: null,
  tz: null,
  currency: null,
  channel: [],
  payment: [],
  item: [],
} satisfies Partial<OrdersQuery>;
