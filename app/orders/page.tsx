import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { OrdersBoard } from '@/components/panels/orders-board';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { ownFilters, searchWithout } from '@/components/prepare/orders-own-filters';
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
  const load = <Id extends keyof typeof ownFilters>(id: Id) =>
    loadStoredPanel(id, searchWithout(search, ownFilters[id]));
  const [live, heatmap, pareto, boxplot, bars, choices] = await Promise.all([
    readLiveSnapshot(view),
    load('orders-heatmap'),
    load('orders-pareto'),
    load('orders-boxplot'),
    load('orders-3d'),
    loadOrdersFilters(),
  ]);
  const loaded = { 'orders-heatmap': heatmap, 'orders-pareto': pareto, 'orders-boxplot': boxplot, 'orders-3d': bars };
  return (
    <LiveProvider view={view} initial={live}>
      <SiteShell live={<LiveHeader />}>
        <NuqsAdapter>
          <OrdersBoard loaded={loaded} choices={choices} />
        </NuqsAdapter>
      </SiteShell>
    </LiveProvider>
  );
}
