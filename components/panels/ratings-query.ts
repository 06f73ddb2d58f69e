'use client';

import { type inferParserType, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ratingsWindows } from '@/lib/contracts/ratings-panels';
import { filterSearch } from './panel-search';
import type { PanelId } from './registry';

/** The page's state, all of it in the address; the API takes the same names. */
const parsers = {
  window: parseAsStringLiteral(ratingsWindows),
  from: parseAsString,
  to: parseAsString,
  tz: parseAsString,
  genre: parseAsString,
  minimum: parseAsInteger,
};

export type RatingsQuery = inferParserType<typeof parsers>;
export type ChangeRatingsQuery = (change: Partial<RatingsQuery>) => void;

export function useRatingsQuery(): readonly [RatingsQuery, ChangeRatingsQuery] {
  const [query, setQuery] = useQueryStates(parsers, { history: 'push', shallow: true, scroll: false });
  return [query, (change) => void setQuery(change)];
}

/** The filters that a panel knows, as its API is asked with them. */
export function panelSearch(panel: PanelId, query: RatingsQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) search.append(name, String(value));
  return filterSearch(panel, search);
}

export const noRatingsFilters: RatingsQuery = {
  ...{ window: null, from: null, to: null, tz: null, genre: null, minimum: null },
};

/** Filters that are set; the period and its ends count once. */
export function countRatingsFilters(query: RatingsQuery): number {
  const period = query.window !== null || query.from !== null || query.to !== null;
  return Number(period) + [query.tz, query.genre, query.minimum].filter((value) => value !== null).length;
}
