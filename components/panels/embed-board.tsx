'use client';

import { useCallback, useContext, useState } from 'react';
import { LiveContext } from '@/components/live/live-context';
import type { EmbedParameters } from '@/components/prepare/embed-parameters';
import type { Loaded, StoredAnswer } from '@/lib/contracts/stored-answer';
import type { StoredPanelId } from '@/lib/contracts/stored-panels';
import { EmbedHost } from './embed-host';
import { LiveEmbedPanel } from './live-embed-panel';
import type { LivePanelId } from './live-panel-kinds';
import type { Look } from './stored-view';
import { StoredEmbedOf } from './stored-views';

/** A panel of a board with what its first paint needs. */
export type BoardCell =
  | { readonly id: LivePanelId; readonly live: true }
  | {
      readonly id: StoredPanelId;
      readonly live: false;
      readonly title: string;
      readonly loaded: Loaded<StoredAnswer<unknown>>;
      readonly search: string;
      readonly look: Look;
    };

/** Several panels in one frame, behind one connection. */
export function EmbedBoard({
  cells,
  columns,
  parameters,
}: {
  cells: readonly BoardCell[];
  columns: number;
  parameters: Pick<EmbedParameters, 'view' | 'refresh'>;
}) {
  const store = useContext(LiveContext);
  const [away, setAway] = useState(false);
  const [frozenAtMs, setFrozenAtMs] = useState<number | null>(null);
  const onAway = useCallback(
    (next: boolean) => {
      store?.setAway(next);
      setAway(next);
    },
    [store],
  );
  const onFreeze = () => {
    store?.hold();
    setFrozenAtMs(Date.now());
  };
  return (
    <>
      <EmbedHost panel="board" state={frozenAtMs === null ? 'live' : 'frozen'} onAway={onAway} onFreeze={onFreeze} />
      <div
        className="grid h-full auto-rows-fr gap-4"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {cells.map((cell) => (
          // Too low for a chart, a panel keeps its head and its number.
          <div
            key={cell.id}
            className="min-h-0 min-w-0 overflow-hidden [&_figure>div]:[@container_embed_(max-height:99px)]:hidden [container:embed/size]"
          >
            {cell.live ? (
              <LiveEmbedPanel id={cell.id} asTable={parameters.view === 'table'} />
            ) : (
              <StoredEmbedOf {...cell} parameters={parameters} frozenAtMs={null} board={{ away, frozenAtMs }} />
            )}
          </div>
        ))}
      </div>
    </>
  );
}
