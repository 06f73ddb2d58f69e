import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveFrame, LiveView } from '@/lib/contracts/live-frame';
import type { Part } from '@/lib/runtime/part';
import type { LiveState } from './live-state';
import type { LiveViews } from './live-views';

const frameMs = 100;
const patienceMs = 250;
/** While the past is read everything changes all the time. */
const backfillFrameMs = 500;
/** Freshness grows even when nothing arrives. */
const heartbeatMs = 1_000;
/** Between the frames of two views: a socket that watches both drops a volatile one while it still writes. */
const betweenViewsMs = 3;

export interface FramePusher extends Part {
  /**
   * Something was merged. `urgent` (records were stored): a frame goes out at once, or 100 ms after the last one; else
   * it waits a little to ride with the next urgent one.
   */
  changed(urgent: boolean): void;
  /** Unix ms of the newest round of frames: the gateway's progress. */
  readonly lastRoundAtMs: number;
}

/** Sends frames to every view somebody watches: at most ten a second, at least one a second. */
export function createFramePusher(options: {
  state: LiveState;
  views: LiveViews;
  watched: (view: LiveView) => boolean;
  send: (view: LiveView, frame: LiveFrame) => void;
  backfilled: () => number;
  onFailed: (error: unknown) => void;
}): FramePusher {
  const { state, views } = options;
  let lastRoundAtMs = 0;
  let timer: NodeJS.Timeout | null = null;
  let dueAtMs = 0;
  let heartbeat: NodeJS.Timeout | null = null;
  let running = false;
  let again = false;

  const round = async (): Promise<void> => {
    lastRoundAtMs = Date.now();
    state.advance(lastRoundAtMs);
    const watched = views.opened().filter(options.watched);
    if (watched.length > 0) state.notePushed(lastRoundAtMs);
    else state.forgetUnpushed();
    for (const [index, view] of watched.entries()) {
      if (index > 0) await sleep(betweenViewsMs);
      options.send(view, views.frame(view, Date.now()));
    }
    views.dropUnused(lastRoundAtMs);
  };

  const run = async (): Promise<void> => {
    timer = null;
    if (running) {
      again = true;
      return;
    }
    running = true;
    await round().catch(options.onFailed);
    running = false;
    if (again) schedule(true);
    again = false;
  };

  const schedule = (urgent: boolean): void => {
    if (heartbeat === null) return;
    const gap = options.backfilled() < 1 ? backfillFrameMs : frameMs;
    const at = Math.max(lastRoundAtMs + gap, Date.now() + (urgent ? 0 : patienceMs));
    if (timer !== null && dueAtMs <= at) return;
    if (timer !== null) clearTimeout(timer);
    dueAtMs = at;
    timer = setTimeout(() => void run(), at - Date.now());
  };

  return {
    name: 'frame pusher',
    changed: schedule,
    get lastRoundAtMs() {
      return lastRoundAtMs;
    },
    async start() {
      heartbeat = setInterval(() => {
        if (Date.now() - lastRoundAtMs >= heartbeatMs - 50) schedule(true);
      }, heartbeatMs / 2);
      await run();
    },
    async stop() {
      if (heartbeat !== null) clearInterval(heartbeat);
      if (timer !== null) clearTimeout(timer);
      heartbeat = null;
    },
  };
}
