import type { LiveDisplay } from '@/components/live/live-display';
import { externalBins } from './external-bins';
import { liveWindowSpan } from './live-window';

/** True when nobody has published an error of a model within the window. */
export const isRmseMissing = (display: LiveDisplay): boolean =>
  !liveWindowSpan(display).bins.some((bin) => bin.model !== undefined || bin.foreign !== undefined);

/** True when nobody has published a metric of their own within the window. */
export const isExternalMissing = (display: LiveDisplay): boolean => externalBins(display).length === 0;
