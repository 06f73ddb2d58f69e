import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { UsersBoard } from '@/components/panels/users-board';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { SiteShell } from '@/components/ui/site-shell';
import { readLiveSnapshot } from '../_server/live-snapshot';
import { readSearch } from '../_server/read-search';
import { loadStoredPanel } from '../_server/stored-panels';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Users' };

const view = { stream: 'movie-events', window: '5m' } as const;

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const search = await readSearch(searchParams);
  const [live, list, trending] = await Promise.all([
    readLiveSnapshot(view),
    loadStoredPanel('users-list', search),
    loadStoredPanel('lists-trending', new URLSearchParams({ window: '24h' })),
  ]);
  return (
    <LiveProvider view={view} initial={live}>
      <SiteShell live={<LiveHeader />}>
        <NuqsAdapter>
          <UsersBoard list={list} trending={trending} />
        </NuqsAdapter>
      </SiteShell>
    </LiveProvider>
  );
}
