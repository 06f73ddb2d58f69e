import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readLiveSnapshot } from '@/app/_server/live-snapshot';
import { oembedLink } from '@/app/_server/oembed';
import { readSearch } from '@/app/_server/read-search';
import { type LoadedSnapshot, loadSnapshot } from '@/app/_server/snapshot-load';
import { isStoredPanel, loadStoredPanel } from '@/app/_server/stored-panels';
import { EmbedFrame } from '@/components/panels/embed-frame';
import { LiveEmbedOf } from '@/components/panels/live-embeds';
import { isLivePanel, type LivePanelId, ownStream } from '@/components/panels/live-panel-kinds';
import { filterSearch, lookOf, lookWarnings } from '@/components/panels/panel-search';
import { refreshMs } from '@/components/panels/refresh-ms';
import { findPanel } from '@/components/panels/registry';
import { StoredEmbedOf } from '@/components/panels/stored-views';
import {
  type EmbedParameters,
  readEmbedParameters,
  type SearchParameters,
} from '@/components/prepare/embed-parameters';
import type { StoredPanelId } from '@/lib/contracts/stored-panels';

interface EmbedPageProps {
  params: Promise<{ panel: string }>;
  searchParams: Promise<SearchParameters>;
}

export const dynamic = 'force-dynamic';

export async function generateMetadata({ params, searchParams }: EmbedPageProps): Promise<Metadata> {
  const { panel } = await params;
  const entry = findPanel(panel);
  if (entry === undefined) return { title: 'No such panel' };
  return { title: entry.title, ...(await oembedLink(`/embed/${panel}`, await readSearch(searchParams))) };
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
  const frozen = await loadSnapshot(panel, parameters.frozen);
  const snapshot = typeof frozen === 'string' ? null : frozen;
  const warnings = typeof frozen === 'string' ? [frozen] : [];
  const search = await readSearch(searchParams);
  if (isStoredPanel(panel)) warnings.push(...lookWarnings(panel, search));
  return (
    <EmbedFrame
      panel={panel}
      parameters={parameters}
      ownNames={entry.parameters.map(({ name }) => name)}
      warnings={warnings}
    >
      {isStoredPanel(panel) ? (
        <Stored panel={panel} search={search} {...{ parameters, snapshot }} />
      ) : (
        <Live panel={panel as LivePanelId} {...{ parameters, snapshot }} />
      )}
    </EmbedFrame>
  );
}

interface PanelProps {
  readonly parameters: EmbedParameters;
  readonly snapshot: LoadedSnapshot | null;
}

async function Stored({
  panel,
  search,
  parameters,
  snapshot,
}: PanelProps & { readonly panel: StoredPanelId; readonly search: URLSearchParams }) {
  const asked = snapshot?.search ?? search;
  const loaded = snapshot === null ? await loadStoredPanel(panel, asked) : { answer: snapshot.stored, error: null };
  const look = lookOf(panel, new URLSearchParams([...search, ...asked]));
  return (
    <StoredEmbedOf
      key={snapshot === null ? 'new' : parameters.frozen}
      id={panel}
      title={findPanel(panel)!.title}
      search={filterSearch(panel, asked)}
      frozenAtMs={snapshot?.capturedAtMs ?? null}
      {...{ loaded, look, parameters }}
    />
  );
}

async function Live({ panel, parameters, snapshot }: PanelProps & { readonly panel: LivePanelId }) {
  const view = snapshot?.live.view ?? { stream: parameters.stream, window: parameters.window };
  const held = snapshot !== null || parameters.refresh === 'off';
  return (
    <LiveEmbedOf
      key={[view.stream, view.window, parameters.frozen, parameters.refresh].join(' ')}
      view={view}
      initial={snapshot?.live ?? (await readLiveSnapshot(view))}
      options={{ held, ...refreshMs(parameters.refresh) }}
      id={panel}
      asTable={parameters.view === 'table'}
    />
  );
}
