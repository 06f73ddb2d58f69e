import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readLiveSnapshot } from '@/app/_server/live-snapshot';
import { loadOrdersEmbed } from '@/app/_server/panel-load';
import { readSearch } from '@/app/_server/read-search';
import { LiveProvider } from '@/components/live/live-provider';
import { EmbedFrame } from '@/components/panels/embed-frame';
import { LiveEmbed } from '@/components/panels/live-embed';
import { isLivePanel, ownStream } from '@/components/panels/live-panel-kinds';
import { OrdersEmbed } from '@/components/panels/orders-embed';
import { findPanel } from '@/components/panels/registry';
import { readEmbedParameters, type SearchParameters } from '@/components/prepare/embed-parameters';

interface EmbedPageProps {
  params: Promise<{ panel: string }>;
  searchParams: Promise<SearchParameters>;
}

export const dynamic = 'force-dynamic';

export async function generateMetadata({ params }: EmbedPageProps): Promise<Metadata> {
  return { title: findPanel((await params).panel)?.title ?? 'No such panel' };
}

/** One panel alone, for slides and pages of others. */
export default async function EmbedPage({ params, searchParams }: EmbedPageProps) {
  const { panel } = await params;
  const entry = findPanel(panel);
  if (entry === undefined) notFound();
  const parameters = readEmbedParameters(await searchParams, {
    live: entry.source === 'live',
    stream: (isLivePanel(panel) && ownStream[panel]) || null,
  });
  if (panel === 'orders-heatmap' || panel === 'orders-pareto')
    return (
      <EmbedFrame panel={panel} parameters={parameters}>
        <OrdersEmbed {...(await loadOrdersEmbed(panel, await readSearch(searchParams)))} />
      </EmbedFrame>
    );
  if (!isLivePanel(panel)) notFound();
  const view = { stream: parameters.stream, window: parameters.window };
  return (
    <EmbedFrame panel={panel} parameters={parameters}>
      <LiveProvider view={view} initial={await readLiveSnapshot(view)}>
        <LiveEmbed id={panel} />
      </LiveProvider>
    </EmbedFrame>
  );
}
