import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { OrdersBoard } from '@/components/panels/orders-board';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { SiteShell } from '@/components/ui/site-shell';
import { readLiveSnapshot } from '../_server/live-snapshot';
import { loadOrdersFilters } from '../_server/orders-filters';
import { readSearch } from '../_server/read-search';
import { loadStoredPanel } from '../_server/stored-panels';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Orders' };

const view = { stream: 'orders', window: '5m' } as const;

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const search = await readSearch(searchParams);
  const [live, heatmap, pareto, choices] = await Promise.all([
    readLiveSnapshot(view),
    loadStoredPanel('orders-heatmap', search),
    loadStoredPanel('orders-pareto', search),
    loadOrdersFilters(),
  ]);
  return (
    <LiveProvider view={view} initial={live}>
      <SiteShell live={<LiveHeader />}>
        <NuqsAdapter>
          <OrdersBoard heatmap={heatmap} pareto={pareto} choices={choices} />
        </NuqsAdapter>
      </SiteShell>
    </LiveProvider>
  );
}
