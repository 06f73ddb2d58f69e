import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { RatingsBoard } from '@/components/panels/ratings-board';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { SiteShell } from '@/components/ui/site-shell';
import { dependencies } from '../_server/dependencies';
import { readLiveSnapshot } from '../_server/live-snapshot';
import { readSearch } from '../_server/read-search';
import { loadStoredPanel } from '../_server/stored-panels';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Ratings' };

/** An hour: whoever publishes an error now and then is seen. */
const view = { stream: 'ratings', window: '60m' } as const;

export default async function RatingsPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const search = await readSearch(searchParams);
  const [live, distribution, overTime, genres, films] = await Promise.all([
    readLiveSnapshot(view),
    loadStoredPanel('ratings-distribution', search),
    loadStoredPanel('ratings-over-time', search),
    loadStoredPanel('ratings-genres', search),
    loadStoredPanel('films-top', search),
  ]);
  const { timeZone } = dependencies().settings;
  return (
    <LiveProvider view={view} initial={live}>
      <SiteShell live={<LiveHeader />}>
        <NuqsAdapter>
          <RatingsBoard {...{ distribution, overTime, genres, films }} defaultZone={timeZone} />
        </NuqsAdapter>
      </SiteShell>
    </LiveProvider>
  );
}
