import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { LiveProvider } from '@/components/live/live-provider';
import { EngagementBoard } from '@/components/panels/engagement-board';
import { LiveHeader } from '@/components/panels/live-header';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { SiteShell } from '@/components/ui/site-shell';
import { readLiveSnapshot } from '../_server/live-snapshot';
import { readSearch } from '../_server/read-search';
import { loadStoredPanel } from '../_server/stored-panels';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Engagement' };

const view = { stream: 'engagement', window: '5m' } as const;

export default async function EngagementPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const search = await readSearch(searchParams);
  const [live, funnel, devices, clicks, films, lists] = await Promise.all([
    readLiveSnapshot(view),
    loadStoredPanel('engagement-funnel', search),
    loadStoredPanel('engagement-devices', search),
    loadStoredPanel('engagement-clicks', search),
    loadStoredPanel('films-trending', search),
    loadStoredPanel('lists-trending', search),
  ]);
  const loaded = {
    'engagement-funnel': funnel,
    'engagement-devices': devices,
    'engagement-clicks': clicks,
    'films-trending': films,
    'lists-trending': lists,
  };
  return (
    <LiveProvider view={view} initial={live}>
      <SiteShell live={<LiveHeader />}>
        <NuqsAdapter>
          <EngagementBoard loaded={loaded} />
        </NuqsAdapter>
      </SiteShell>
    </LiveProvider>
  );
}
