'use client';

import { type inferParserType, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { userSorts } from '@/lib/contracts/user-panels';
import { filterSearch } from './panel-search';

/** The state of the page of all users, all of it in the address; the API takes the same names. */
const parsers = {
  prefix: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(userSorts).withDefault('films'),
  order: parseAsStringLiteral(['desc', 'asc']),
  after: parseAsString,
  before: parseAsString,
};

export type UsersQuery = inferParserType<typeof parsers>;

export function useUsersQuery() {
  return useQueryStates(parsers, { history: 'push', shallow: true, scroll: false });
}

/** The filters as the API's query, always in the same order; defaults are left out. */
export function usersSearch({ prefix, sort, order, after, before }: UsersQuery): string {
  const search = new URLSearchParams();
  if (prefix !== '') search.set('prefix', prefix);
  if (sort !== 'films') search.set('sort', sort);
  if (order !== null) search.set('order', order);
  if (after !== null) search.set('after', after);
  if (before !== null) search.set('before', before);
  return filterSearch('users-list', search);
}
