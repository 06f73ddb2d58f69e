import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { LiveBin, LiveSecond } from '@/lib/contracts/live-frame';
import { liveWindowMs } from '@/lib/contracts/live-frame';
import { absentStreams, shownView } from './shown-streams';

/** A second older than this without a measured successor makes a panel stale: three ticks and the way of a sample. */
export const staleAfterMs = 4_000;

/** Start of the newest second that `read` finds measured, Unix ms; null when none is. */
export function newestMeasuredMs(
  seconds: readonly LiveSecond[],
  read: (second: LiveSecond) => number | null,
): number | null {
  return seconds.findLast((second) => read(second) !== null)?.t ?? null;
}

/** Sum over the streams of a bin; null when no stream was measured. */
export function binThroughput(bin: LiveBin): number | null {
  const measured = Object.values(bin.throughput).filter((value) => value !== null && value !== undefined);
  return measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0);
}

/** Feeds every panel but lag. */
export const committedFigure = (second: LiveSecond): number | null => second.throughput;

/** The one state that holds for a live panel; `read` says by which figure of a second it is fed. */
export function livePanelState(
  display: LiveDisplay,
  read: (second: LiveSecond) => number | null = committedFigure,
): PanelState {
  const { state, nowMs, paused, frozenAtMs } = display;
  if (state.refusal !== null) return { kind: 'error', ...state.refusal };
  if (frozenAtMs !== undefined && state.gauges !== null) return { kind: 'frozen', capturedAtMs: frozenAtMs };
  if (state.connection === 'reconnecting' && paused === null)
    return { kind: 'reconnecting', attempt: Math.max(1, state.attempt) };
  if (state.gauges === null) return { kind: 'loading' };
  if (absentStreams(display).some((name) => name === shownView(display).stream)) return { kind: 'empty' };
  if (paused !== null) return { kind: 'paused', ...paused };
  if (state.backfilled < 1) return { kind: 'backfilling', share: state.backfilled };
  const newest = newestMeasuredMs(state.seconds, read);
  const ageMs = newest === null ? Number.POSITIVE_INFINITY : nowMs - newest - 1_000;
  if (ageMs > staleAfterMs) return { kind: 'stale', ageMs: Number.isFinite(ageMs) ? ageMs : nowMs - oldestMs(display) };
  if (!state.gauges.flowing) return { kind: 'idle', forMs: idleForMs(display) };
  const freshMs = (state.gauges.freshnessMs ?? 0) + nowMs - state.sentAtMs;
  return { kind: 'live', ageMs: Math.max(0, read === committedFigure ? freshMs : ageMs) };
}

/** Time since something was committed last, as far as the window reaches back; null when nothing was in it. */
export function idleForMs({ state, nowMs }: LiveDisplay): number | null {
  const second = state.seconds.findLast((one) => (one.throughput ?? 0) > 0);
  if (second !== undefined) return Math.max(0, nowMs - second.t - 1_000);
  const bin = state.bins.findLast((one) => (binThroughput(one) ?? 0) > 0);
  if (bin === undefined) return null;
  return Math.max(0, nowMs - bin.t - liveWindowMs[(state.shown ?? state.view).window].stepMs);
}

function oldestMs({ state, nowMs }: LiveDisplay): number {
  return state.bins[0]?.t ?? nowMs;
}
