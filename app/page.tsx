import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { OverviewBoard } from '@/components/panels/overview-board';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { readLiveView } from '@/components/prepare/view-search';
import { SiteShell } from '@/components/ui/site-shell';
import { readLiveSnapshot } from './_server/live-snapshot';
import { readSearch } from './_server/read-search';

export const dynamic = 'force-dynamic';

/** `?stream=` and `?window=` name the view. */
export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readLiveView(await readSearch(searchParams));
  return (
    <LiveProvider view={view} initial={await readLiveSnapshot(view)}>
      <SiteShell live={<LiveHeader />}>
        <OverviewBoard />
      </SiteShell>
    </LiveProvider>
  );
}
