'use client';

import { useLive } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareTiles } from '@/components/prepare/prepare-tiles';
import { StatTile } from './stat-tile';

/** The six figures of the overview, in the order of the pipeline; they follow every frame. */
export function StatTiles() {
  const display = useLive();
  return (
    <div className="grid grid-cols-2 gap-4 tablet:grid-cols-3 desktop:grid-cols-6">
      {prepareTiles(display, livePanelState(display)).map((tile) => (
        <StatTile key={tile.name} tile={tile} />
      ))}
    </div>
  );
}
