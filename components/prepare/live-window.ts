import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import { type LiveAnnotation, type LiveBin, liveWindowMs } from '@/lib/contracts/live-frame';
import { type ChartModel, gapSpans } from './chart-model';
import { binThroughput } from './live-panel-state';
import { liveTicks, type TimeTick, windowClockTicks } from './time-axis';

/** How long a committed second may take to reach the page before the time axis goes on without it. */
const lateMs = 2_500;

export interface LiveWindowSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly windowMs: number;
  /** Bins within the window, oldest first. */
  readonly bins: readonly LiveBin[];
}

/** The span the charts show: it ends at the newest measured bin, and goes on with the clock when none comes. */
export function liveWindowSpan({ state, nowMs }: LiveDisplay): LiveWindowSpan {
  const { windowMs, stepMs } = liveWindowMs[(state.shown ?? state.view).window];
  const newest = state.bins.findLast((bin) => binThroughput(bin) !== null)?.t ?? 0;
  const toMs = Math.max(newest, nowMs - stepMs - lateMs);
  const fromMs = toMs - windowMs;
  return { fromMs, toMs, stepMs, windowMs, bins: state.bins.filter((bin) => bin.t >= fromMs && bin.t <= toMs) };
}

/** The parts of a model that all live charts share. */
export function liveFrameOf(
  display: LiveDisplay,
  panelState: PanelState,
  span: LiveWindowSpan,
  isMeasured: (bin: LiveBin) => boolean = (bin) => binThroughput(bin) !== null,
): Pick<ChartModel, 'fromMs' | 'toMs' | 'times' | 'ticks' | 'sparseTicks' | 'gaps' | 'markers' | 'tone'> {
  const { fromMs, toMs, stepMs, windowMs, bins } = span;
  return {
    fromMs,
    toMs,
    times: bins.map((bin) => bin.t),
    ticks: ticksOf(panelState, toMs, windowMs),
    sparseTicks: ticksOf(panelState, toMs, windowMs, { sparse: true }),
    gaps: gapSpans({ bins: display.state.bins, fromMs, toMs, stepMs, isMeasured }),
    markers: apart(
      display.state.annotations.filter((one) => one.atMs >= fromMs && one.atMs <= toMs),
      windowMs / mostMarkers,
    ),
    tone: panelState.kind === 'stale' ? 'stale' : panelState.kind === 'backfilling' ? 'dimmed' : 'full',
  };
}

/** A frozen moment has no now: its axis says what the clock said. */
export function ticksOf(
  panelState: PanelState,
  toMs: number,
  windowMs: number,
  options: { sparse?: boolean } = {},
): readonly TimeTick[] {
  return panelState.kind === 'frozen' ? windowClockTicks(toMs, windowMs, options) : liveTicks(toMs, windowMs, options);
}

/** Markers of one kind closer than a hundredth of the window are one mark; the ribbon tells them apart. */
const mostMarkers = 100;

function apart(annotations: readonly LiveAnnotation[], leastMs: number): readonly LiveAnnotation[] {
  const newest = new Map<LiveAnnotation['type'], number>();
  return annotations.filter(({ type, atMs }) => {
    const before = newest.get(type);
    if (before !== undefined && atMs - before < leastMs) return false;
    newest.set(type, atMs);
    return true;
  });
}

const newestBins = 3;

/** The newest value shown beside a chart: none while the connection is lost, none when the newest bins have none. */
export function latestOf<Value>(
  panelState: PanelState,
  bins: readonly LiveBin[],
  read: (bin: LiveBin) => Value | null | undefined,
): Value | null {
  if (panelState.kind === 'reconnecting' || panelState.kind === 'loading') return null;
  const bin = bins.slice(-newestBins).findLast((one) => read(one) !== null && read(one) !== undefined);
  return bin === undefined ? null : (read(bin) ?? null);
}

/** `2 s`, `10 s`, `1 min`: the width of a bin in words. */
export function stepText(stepMs: number): string {
  return stepMs < 60_000 ? `${stepMs / 1_000}\u00a0s` : `${stepMs / 60_000}\u00a0min`;
}

/** `5 min`, `60 s`. */
export function windowText(windowMs: number): string {
  return windowMs <= 60_000 ? `${windowMs / 1_000}\u00a0s` : `${windowMs / 60_000}\u00a0min`;
}
