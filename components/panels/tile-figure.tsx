import { useLive } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareTiles } from '@/components/prepare/prepare-tiles';
import type { TileName } from '@/lib/contracts/live-frame';
import { EmbedFigure } from './embed-figure';

/** The newest figure of a tile. */
export function TileFigure({ name, large }: { name: TileName; large: boolean }) {
  const display = useLive();
  const tile = prepareTiles(display, livePanelState(display)).find((one) => one.name === name);
  return tile === undefined ? null : <EmbedFigure {...tile} large={large} />;
}
