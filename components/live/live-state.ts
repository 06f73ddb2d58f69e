import type {
  LiveAnnotation,
  LiveBin,
  LiveFrame,
  LiveGauges,
  LiveSecond,
  LiveSnapshot,
  LiveView,
} from '@/lib/contracts/live-frame';
import { liveWindowMs } from '@/lib/contracts/live-frame';

export type Connection = 'connecting' | 'connected' | 'reconnecting';

/** Everything known of one view. Replaced as a whole by a snapshot, moved on by frames. */
export interface LiveState {
  /** What is asked for; `shown` lags behind it until its snapshot has come. */
  readonly view: LiveView;
  readonly shown: LiveView | null;
  readonly connection: Connection;
  readonly attempt: number;
  readonly refusal: { readonly sentence: string; readonly id: string } | null;
  readonly epoch: string | null;
  readonly sequence: number;
  /** true while frames are known to be missing: the snapshot must be asked for. */
  readonly incomplete: boolean;
  /** Gateway's clock at the newest frame, Unix ms. */
  readonly sentAtMs: number;
  readonly bins: readonly LiveBin[];
  readonly seconds: readonly LiveSecond[];
  readonly annotations: readonly LiveAnnotation[];
  readonly gauges: LiveGauges | null;
  readonly backfilled: number;
}

export type LiveAction =
  | { readonly type: 'want'; readonly view: LiveView }
  | { readonly type: 'snapshot'; readonly snapshot: LiveSnapshot }
  | { readonly type: 'frame'; readonly frame: LiveFrame }
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  | { readonly type: 'attempt'; readonly attempt: number }
  | { readonly type: 'refuse'; readonly sentence: string; readonly id: string };

export function emptyLiveState(view: LiveView): LiveState {
  return {
    view,
    shown: null,
    connection: 'connecting',
    attempt: 0,
    refusal: null,
    epoch: null,
    sequence: 0,
    incomplete: true,
    sentAtMs: 0,
    bins: [],
    seconds: [],
    annotations: [],
    gauges: null,
    backfilled: 0,
  };
}

const keptSeconds = 61;

/**
 * The next state. A frame that does not follow the newest one is still applied (its bins are right by themselves), but
 * leaves the state incomplete; a frame of another gateway start, or of another view, is not.
 */
export function reduceLive(state: LiveState, action: LiveAction): LiveState {
  switch (action.type) {
    case 'want':
      return { ...state, view: action.view, incomplete: true, refusal: null };
    case 'connect':
      return { ...state, connection: 'connected', attempt: 0, incomplete: true };
    case 'disconnect':
      return { ...state, connection: 'reconnecting', incomplete: true };
    case 'attempt':
      return { ...state, connection: 'reconnecting', attempt: action.attempt };
    case 'refuse':
      return { ...state, refusal: { sentence: action.sentence, id: action.id }, incomplete: false };
    case 'snapshot':
      return applySnapshot(state, action.snapshot);
    case 'frame':
      return applyFrame(state, action.frame);
  }
}

const sameView = (a: LiveView | null, b: LiveView): boolean =>
  a !== null && a.stream === b.stream && a.window === b.window;

function applySnapshot(state: LiveState, snapshot: LiveSnapshot): LiveState {
  if (!sameView(state.view, snapshot.view)) return state;
  const overtaken =
    sameView(state.shown, snapshot.view) && state.epoch === snapshot.epoch && state.sequence > snapshot.sequence;
  const { bins, seconds, annotations, gauges, backfilled, epoch, sequence, sentAtMs } = snapshot;
  const taken = { ...state, shown: snapshot.view, refusal: null, incomplete: false, epoch, backfilled };
  if (!overtaken) return { ...taken, sequence, sentAtMs, bins, seconds, annotations, gauges };
  return {
    ...taken,
    bins: mergeBins(bins, state.bins, state.view),
    seconds: mergeByTime(seconds, state.seconds).slice(-keptSeconds),
    annotations: mergeAnnotations(annotations, state.annotations, 0),
  };
}

function applyFrame(state: LiveState, frame: LiveFrame): LiveState {
  if (!sameView(state.shown, frame.view) || !sameView(state.view, frame.view)) return state;
  if (frame.epoch !== state.epoch) return state.incomplete ? state : { ...state, incomplete: true };
  if (frame.sequence <= state.sequence) return state;
  const oldest = frame.sentAtMs - liveWindowMs[frame.view.window].windowMs;
  return {
    ...state,
    sequence: frame.sequence,
    incomplete: state.incomplete || frame.sequence !== state.sequence + 1,
    sentAtMs: frame.sentAtMs,
    bins: mergeBins(state.bins, frame.bins, frame.view),
    seconds: mergeByTime(state.seconds, frame.seconds).slice(-keptSeconds),
    annotations: mergeAnnotations(state.annotations, frame.annotations, oldest),
    gauges: frame.gauges,
    backfilled: frame.backfilled,
  };
}

function mergeBins(old: readonly LiveBin[], fresh: readonly LiveBin[], view: LiveView): readonly LiveBin[] {
  const { windowMs, stepMs } = liveWindowMs[view.window];
  return mergeByTime(old, fresh).slice(-(Math.ceil(windowMs / stepMs) + 1));
}

/** Both sorted by `t`; the fresh one wins where both have a moment. */
function mergeByTime<Item extends { readonly t: number }>(
  old: readonly Item[],
  fresh: readonly Item[],
): readonly Item[] {
  const first = fresh[0];
  if (first === undefined) return old;
  const last = old.at(-1);
  if (last === undefined || first.t > last.t) return [...old, ...fresh];
  const byTime = new Map(old.map((item) => [item.t, item]));
  for (const item of fresh) byTime.set(item.t, item);
  return [...byTime.values()].sort((a, b) => a.t - b.t);
}

function mergeAnnotations(
  old: readonly LiveAnnotation[],
  fresh: readonly LiveAnnotation[],
  oldestMs: number,
): readonly LiveAnnotation[] {
  if (fresh.length === 0 && (old[0] === undefined || old[0].atMs >= oldestMs)) return old;
  const byId = new Map(old.map((annotation) => [annotation.id, annotation]));
  for (const annotation of fresh) byId.set(annotation.id, annotation);
  return [...byId.values()].filter((one) => (one.untilMs ?? one.atMs) >= oldestMs).sort((a, b) => a.atMs - b.atMs);
}
