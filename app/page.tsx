import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { OverviewBoard } from '@/components/panels/overview-board';
import { SiteShell } from '@/components/ui/site-shell';
import { readLiveSnapshot } from './_server/live-snapshot';

export const dynamic = 'force-dynamic';

const view = { stream: 'all', window: '5m' } as const;

export default async function OverviewPage() {
  return (
    <LiveProvider view={view} initial={await readLiveSnapshot(view)}>
      <SiteShell live={<LiveHeader />}>
        <OverviewBoard />
      </SiteShell>
    </LiveProvider>
  );
}
