'use client';

import {
  type inferParserType,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { draws } from '@/components/prepare/orders-3d';
import { ordersMetrics } from '@/components/prepare/orders-metric';
import { type PickKind, pickKinds } from '@/components/prepare/orders-own-filters';
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
  weekday: parseAsNativeArrayOf(parseAsInteger),
  hour: parseAsNativeArrayOf(parseAsInteger),
  draw: parseAsStringLiteral(draws).withDefault('3d'),
  metric: parseAsStringLiteral(ordersMetrics).withDefault('revenue'),
};

export type OrdersQuery = inferParserType<typeof parsers>;
export type ChangeOrdersQuery = (change: Partial<OrdersQuery>) => void;
export type ManyKind = 'channel' | 'payment' | 'item';

export function useOrdersQuery(): readonly [OrdersQuery, ChangeOrdersQuery] {
  const [query, setQuery] = useQueryStates(parsers, { history: 'push', shallow: true, scroll: false });
  return [query, (change) => void setQuery(change)];
}

/** The filters as the API's query, always in the same order, without those that a chart keeps drawing: its `own`. */
export function apiSearch(query: OrdersQuery, own: readonly PickKind[] = []): string {
  const search = new URLSearchParams();
  for (const name of ['window', 'from', 'to', 'tz', 'currency'] as const)
    if (query[name] !== null) search.append(name, query[name]);
  for (const name of pickKinds)
    if (!own.includes(name)) for (const value of query[name].map(String).sort()) search.append(name, value);
  return search.toString();
}

/** Filters that are set; the period and its ends count once. */
export function countFilters(query: OrdersQuery): number {
  const period = query.window !== null || query.from !== null || query.to !== null;
  const single = [query.tz, query.currency].filter((value) => value !== null).length;
  return Number(period) + single + pickKinds.filter((name) => query[name].length > 0).length;
}

/** The change that a picked mark stands for; a mark picked again gives its filters back. */
export function pickChange(
  query: OrdersQuery,
  filters: Readonly<Record<string, readonly string[]>>,
): Partial<OrdersQuery> {
  const named = pickKinds.filter((name) => filters[name] !== undefined);
  const again = named.every((name) => query[name].map(String).join() === filters[name]!.join());
  const valuesOf = (name: PickKind): readonly string[] => (again ? [] : filters[name]!);
  return Object.fromEntries(
    named.map((name) => [
      name,
      name === 'weekday' || name === 'hour' ? valuesOf(name).map(Number) : [...valuesOf(name)],
    ]),
  );
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
  weekday: [],
  hour: [],
} satisfies Partial<OrdersQuery>;
