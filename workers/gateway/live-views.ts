import { randomBytes } from 'node:crypto';
import { type LiveFrame, type LiveSnapshot, type LiveView, liveViewKey } from '@/lib/contracts/live-frame';
import type { StreamName } from '@/lib/contracts/streams';
import type { LiveState } from './live-state';
import { ViewState } from './view-state';

const unusedMs = 60_000;

/** The views somebody looks at. One that nobody used for a minute is dropped and made again when asked for. */
export class LiveViews {
  /** Changes with every start of the gateway. */
  readonly epoch = randomBytes(8).toString('hex');
  private readonly views = new Map<string, ViewState>();

  constructor(
    private readonly state: LiveState,
    private readonly backfilled: () => number,
  ) {}

  touch(stream: StreamName, t: number): void {
    for (const view of this.views.values()) view.touch(stream, t);
  }

  snapshot(view: LiveView, nowMs: number): LiveSnapshot {
    return this.open(view, nowMs).snapshot(nowMs);
  }

  /** Next frame of a view. */
  frame(view: LiveView, nowMs: number): LiveFrame {
    return this.open(view, nowMs).frame(nowMs);
  }

  /** Views that were asked for within the last minute. */
  opened(): LiveView[] {
    return [...this.views.values()].map(({ view }) => view);
  }

  dropUnused(nowMs: number): void {
    for (const [key, view] of this.views) if (nowMs - view.lastUsedAtMs > unusedMs) this.views.delete(key);
  }

  private open(view: LiveView, nowMs: number): ViewState {
    const key = liveViewKey(view);
    let opened = this.views.get(key);
    if (opened === undefined) {
      opened = new ViewState(view, this.state, this.epoch, this.backfilled);
      this.views.set(key, opened);
    }
    opened.lastUsedAtMs = nowMs;
    return opened;
  }
}
