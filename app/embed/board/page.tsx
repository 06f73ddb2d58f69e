import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { readLiveSnapshot } from '@/app/_server/live-snapshot';
import { oembedLink } from '@/app/_server/oembed';
import { readSearch } from '@/app/_server/read-search';
import { isStoredPanel, loadStoredPanel } from '@/app/_server/stored-panels';
import { LiveProvider } from '@/components/live/live-provider';
import { type BoardCell, EmbedBoard } from '@/components/panels/embed-board';
import { EmbedFrame } from '@/components/panels/embed-frame';
import { isLivePanel, ownStream } from '@/components/panels/live-panel-kinds';
import { filterSearch, lookOf } from '@/components/panels/panel-search';
import { refreshMs } from '@/components/panels/refresh-ms';
import { findPanel } from '@/components/panels/registry';
import { readBoardParameters } from '@/components/prepare/board-parameters';
import { readEmbedParameters, type SearchParameters } from '@/components/prepare/embed-parameters';

interface BoardPageProps {
  searchParams: Promise<SearchParameters>;
}

export const dynamic = 'force-dynamic';

export async function generateMetadata({ searchParams }: BoardPageProps): Promise<Metadata> {
  return { title: 'Board', ...(await oembedLink('/embed/board', await readSearch(searchParams))) };
}

/** Several panels in one frame: `?panels=throughput,lag&cols=2`. */
export default async function BoardPage({ searchParams }: BoardPageProps) {
  const given = await searchParams;
  const board = readBoardParameters(given, (id) => findPanel(id) !== undefined);
  const parameters = readEmbedParameters(given, { live: board.panels.some(isLivePanel) });
  const view = { stream: parameters.stream, window: parameters.window };
  // One connection carries one stream.
  const shown = board.panels.filter((id) => !isLivePanel(id) || (ownStream[id] ?? view.stream) === view.stream);
  const warnings = board.panels
    .filter((id) => !shown.includes(id))
    .map((id) => `panels: ${id} needs stream=${isLivePanel(id) ? ownStream[id] : ''}`);
  const search = await readSearch(searchParams);
  const cells = await Promise.all(shown.map((id) => cellOf(id, search)));
  const withLive = shown.some(isLivePanel);
  const initial = withLive ? await readLiveSnapshot(view) : null;
  const grid: ReactNode =
    cells.length === 0 ? (
      <p className="text-13 text-muted">Nothing is on this board: name panels with ?panels=throughput,lag.</p>
    ) : (
      <EmbedBoard cells={cells} columns={Math.min(board.columns, cells.length)} parameters={parameters} />
    );
  return (
    <EmbedFrame
      panel="board"
      parameters={{ ...parameters, warnings: [...parameters.warnings, ...board.warnings] }}
      ownNames={['panels', 'cols', 'stream', 'window']}
      warnings={warnings}
    >
      {withLive ? (
        <LiveProvider
          key={[view.stream, view.window, parameters.refresh].join(' ')}
          options={{ held: parameters.refresh === 'off', ...refreshMs(parameters.refresh) }}
          {...{ view, initial }}
        >
          {grid}
        </LiveProvider>
      ) : (
        grid
      )}
    </EmbedFrame>
  );
}

async function cellOf(id: string, search: URLSearchParams): Promise<BoardCell> {
  if (!isStoredPanel(id)) return { id: id as Extract<BoardCell, { live: true }>['id'], live: true };
  const [loaded, title] = [await loadStoredPanel(id, search), findPanel(id)!.title];
  return { id, live: false, title, loaded, search: filterSearch(id, search), look: lookOf(id, search) };
}
