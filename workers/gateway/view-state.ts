import {
  type LiveBin,
  type LiveFrame,
  type LiveSecond,
  type LiveSnapshot,
  type LiveView,
  liveWindowMs,
} from '@/lib/contracts/live-frame';
import type { StreamName } from '@/lib/contracts/streams';
import { secondOf } from '@/lib/domain/second-ring';
import { buildBin, buildSecond } from './build-bin';
import { buildGauges } from './build-gauges';
import { isRmse } from './foreign-metrics';
import type { LiveState } from './live-state';
import { type StreamsOfView, streamsOfView } from './streams-of-view';

const sparklineMs = 60_000;
/** Bins and seconds this young are looked at for every frame: their seconds settle one after the other. */
const settlingMs = 5_000;

interface Kept<Entry> {
  readonly entry: Entry;
  readonly text: string;
}

/**
 * One view's bins, kept up to date: a frame recomputes what was touched since the one before and sends what differs.
 * `sequence` counts frames; a snapshot carries that of the newest frame.
 */
export class ViewState {
  private of: StreamsOfView;
  private readonly windowMs: number;
  private readonly stepMs: number;
  private readonly bins = new Map<number, Kept<LiveBin>>();
  private readonly seconds = new Map<number, Kept<LiveSecond>>();
  /** Seconds that changed since the last refresh. */
  private readonly dirty = new Set<number>();
  /** What the next frame has to carry. */
  private readonly owedBins = new Set<number>();
  private readonly owedSeconds = new Set<number>();
  private sequence = 0;
  private annotationVersion = 0;
  /** End of the newest settled second at the last refresh; 0 before the first. */
  private end = 0;
  /** For whoever keeps it. */
  lastUsedAtMs = 0;

  constructor(
    readonly view: LiveView,
    private readonly state: LiveState,
    private readonly epoch: string,
    private readonly backfilled: () => number,
  ) {
    this.of = streamsOfView(state, view.stream, 0);
    ({ windowMs: this.windowMs, stepMs: this.stepMs } = liveWindowMs[view.window]);
  }

  /** The second starting at `t` changed. */
  touch(stream: StreamName, t: number): void {
    if (this.end > 0 && this.of.streams.some(({ info }) => info.name === stream)) this.dirty.add(t);
  }

  /** Everything there is in the view. */
  snapshot(nowMs: number): LiveSnapshot {
    this.refresh(nowMs);
    return this.compose(nowMs, inOrder(this.bins), inOrder(this.seconds), 0);
  }

  /** What changed since the last frame. */
  frame(nowMs: number): LiveFrame {
    this.refresh(nowMs);
    this.sequence += 1;
    const frame = this.compose(
      nowMs,
      inOrder(this.bins, this.owedBins),
      inOrder(this.seconds, this.owedSeconds),
      this.annotationVersion,
    );
    this.owedBins.clear();
    this.owedSeconds.clear();
    this.annotationVersion = this.state.version;
    return frame;
  }

  /** End of the newest second that is not waited for any longer. */
  private settledEnd(nowMs: number): number {
    let t = secondOf(nowMs) - 1_000;
    while (!this.of.streams.every((stream) => stream.settledAt(t, nowMs))) t -= 1_000;
    return t + 1_000;
  }

  /** Takes up streams that have come, and lets go of those that are not consumed any more. */
  private chooseStreams(nowMs: number): void {
    const before = this.of.streams;
    this.of = streamsOfView(this.state, this.view.stream, nowMs);
    const same =
      before.length === this.of.streams.length && before.every((one, index) => one === this.of.streams[index]);
    if (!same) this.end = 0;
  }

  private foreignValues(fromMs: number, toMs: number): Record<string, number> | null {
    if (this.view.stream !== 'metrics' && this.view.stream !== 'ratings') return null;
    return this.state.foreign.valuesOf(fromMs, toMs, this.view.stream === 'metrics' ? () => true : isRmse);
  }

  private refresh(nowMs: number): void {
    this.chooseStreams(nowMs);
    const end = this.settledEnd(nowMs);
    const binOf = (t: number): number => Math.floor(t / this.stepMs) * this.stepMs;
    const firstBin = binOf(end - 1) - this.windowMs + this.stepMs;
    const firstSecond = end - sparklineMs;
    const stale = new Set(this.dirty);
    for (let t = Math.max(firstBin, Math.min(this.end, end - settlingMs)); t < end; t += 1_000) stale.add(t);
    this.dirty.clear();
    this.end = end;
    const staleBins = new Set([...stale].map(binOf));
    for (const t of staleBins)
      if (t >= firstBin && t < end) put(this.bins, this.owedBins, this.binAt(t, Math.min(t + this.stepMs, end)));
    for (const t of stale)
      if (t >= firstSecond && t < end) put(this.seconds, this.owedSeconds, buildSecond(this.of.streams, t));
    dropBelow(this.bins, this.owedBins, firstBin);
    dropBelow(this.seconds, this.owedSeconds, firstSecond);
  }

  private binAt(t: number, toMs: number): LiveBin {
    return buildBin(this.of.streams, t, toMs, (from, to) => this.foreignValues(from, to));
  }

  private compose(
    nowMs: number,
    bins: readonly LiveBin[],
    seconds: readonly LiveSecond[],
    annotationsBehind: number,
  ): LiveSnapshot {
    const annotations = this.state
      .annotations(nowMs - this.windowMs, annotationsBehind)
      .filter(({ stream }) => stream === null || this.of.streams.some(({ info }) => info.name === stream));
    return {
      v: 1,
      view: this.view,
      epoch: this.epoch,
      sequence: this.sequence,
      sentAtMs: nowMs,
      bins,
      seconds,
      annotations,
      gauges: buildGauges(this.state, this.of, this.end, nowMs),
      backfilled: this.backfilled(),
    };
  }
}

function inOrder<Entry>(kept: ReadonlyMap<number, Kept<Entry>>, only?: ReadonlySet<number>): Entry[] {
  const times = only === undefined ? [...kept.keys()] : [...only];
  return times.sort((a, b) => a - b).flatMap((t) => kept.get(t)?.entry ?? []);
}

/** Keeps an entry and owes it to the next frame, unless it is what was there already. */
function put<Entry extends { readonly t: number }>(
  kept: Map<number, Kept<Entry>>,
  owed: Set<number>,
  entry: Entry,
): void {
  const text = JSON.stringify(entry);
  if (kept.get(entry.t)?.text === text) return;
  kept.set(entry.t, { entry, text });
  owed.add(entry.t);
}

function dropBelow(kept: Map<number, unknown>, owed: Set<number>, first: number): void {
  for (const t of kept.keys())
    if (t < first) {
      kept.delete(t);
      owed.delete(t);
    }
}
