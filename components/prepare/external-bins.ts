import type { LiveDisplay } from '@/components/live/live-display';
import type { LiveBin } from '@/lib/contracts/live-frame';
import { liveWindowSpan } from './live-window';

/** Bins of the window in which others published metrics of their own. */
export const externalBins = (display: LiveDisplay): readonly LiveBin[] => {
  const { fromMs } = liveWindowSpan(display);
  return display.state.bins.filter((bin) => bin.t >= fromMs && bin.foreign !== undefined);
};
