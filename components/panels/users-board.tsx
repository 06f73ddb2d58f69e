'use client';

import { usersSentence, usersTiles } from '@/components/prepare/users-list';
import { PageHead } from '@/components/ui/page-head';
import type { ListsTrending } from '@/lib/contracts/engagement-panels';
import type { Loaded } from '@/lib/contracts/stored-answer';
import { type UserSort, type UsersList, userSorts } from '@/lib/contracts/user-panels';
import { FigureTiles } from './figure-tiles';
import { listsTrendingView } from './lists-trending-view';
import { StoredPanel } from './stored-panel';
import { useStoredPanel } from './use-stored-panel';
import { UserSearch } from './user-search';
import { usersListView } from './users-list-view';
import { usersSearch, useUsersQuery } from './users-query';
import type { PickUsers } from './users-table';

/** What trends in lists moves with days rather than minutes. */
const trendingSearch = 'window=24h';
const firstPage = { after: null, before: null } as const;

export interface UsersBoardProps {
  readonly list: Loaded<UsersList>;
  readonly trending: Loaded<ListsTrending>;
}

/** The page of all users: totals, search, and the list in any order. */
export function UsersBoard({ list, trending: firstTrending }: UsersBoardProps) {
  const [query, change] = useUsersQuery();
  const search = usersSearch(query);
  const polled = useStoredPanel('users-list', search, list);
  const trending = useStoredPanel('lists-trending', trendingSearch, firstTrending);
  const { answer } = polled;
  const pick: PickUsers = ({ sort, order, after, before }) =>
    void change({
      ...(sort && { sort: userSorts.find((known) => known === sort[0]) ?? ('films' as UserSort) }),
      ...(order && { order: usualOrder(sort?.[0]) === order[0] ? null : order[0] === 'asc' ? 'asc' : 'desc' }),
      ...(after && { after: after[0] ?? null }),
      ...(before && { before: before[0] ?? null }),
    });
  return (
    <>
      <PageHead sentence={usersSentence(answer)} />
      <div className="mt-3">
        <UserSearch
          prefix={query.prefix}
          onChange={(prefix) => void change({ prefix, ...firstPage }, { history: 'replace' })}
        />
      </div>
      {answer === null || answer.total.users === 0 ? null : (
        <div className="mt-4">
          <FigureTiles tiles={usersTiles(answer)} framed />
        </div>
      )}
      <div className="mt-4 grid grid-cols-1 gap-4 desktop:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <StoredPanel view={usersListView} polled={polled} search={search} look={{}} onPick={pick} />
        <StoredPanel
          view={listsTrendingView}
          polled={trending}
          search={trendingSearch}
          look={{}}
          className="min-h-66"
        />
      </div>
    </>
  );
}

const usualOrder = (sort: string | undefined): 'asc' | 'desc' => (sort === 'user' ? 'asc' : 'desc');
