import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readLiveSnapshot } from '@/app/_server/live-snapshot';
import { readSearch } from '@/app/_server/read-search';
import { isStoredPanel, loadStoredPanel } from '@/app/_server/stored-panels';
import { LiveProvider } from '@/components/live/live-provider';
import { EmbedFrame } from '@/components/panels/embed-frame';
import { LiveEmbed } from '@/components/panels/live-embed';
import { isLivePanel, ownStream } from '@/components/panels/live-panel-kinds';
import { filterSearch, lookOf, lookWarnings } from '@/components/panels/panel-search';
import { findPanel } from '@/components/panels/registry';
import { StoredEmbedOf } from '@/components/panels/stored-views';
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
  if (isStoredPanel(panel)) {
    const search = await readSearch(searchParams);
    const loaded = await loadStoredPanel(panel, search);
    return (
      <EmbedFrame panel={panel} parameters={parameters} warnings={lookWarnings(panel, search)}>
        <StoredEmbedOf id={panel} loaded={loaded} search={filterSearch(panel, search)} look={lookOf(panel, search)} />
      </EmbedFrame>
    );
  }
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
