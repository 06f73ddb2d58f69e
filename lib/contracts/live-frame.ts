import type { StreamName } from './streams';

/** What a browser may ask the gateway for. One Socket.IO room a view. */
export const liveWindows = ['60s', '5m', '15m', '60m'] as const;
export type LiveWindow = (typeof liveWindows)[number];
/** Width of a window and of its bins in milliseconds: never more than 150 bins. */
export const liveWindowMs: Record<LiveWindow, { windowMs: number; stepMs: number }> = {
  '60s': { windowMs: 60_000, stepMs: 1_000 },
  '5m': { windowMs: 300_000, stepMs: 2_000 },
  '15m': { windowMs: 900_000, stepMs: 10_000 },
  '60m': { windowMs: 3_600_000, stepMs: 30_000 },
};

/** `all` = the event pipelines together; `metrics` is an entry of its own. */
export type LiveStream = StreamName | 'all';
export interface LiveView {
  readonly stream: LiveStream;
  readonly window: LiveWindow;
}
export const liveViewKey = (view: LiveView): string => `${view.stream}:${view.window}`;

/** Quantiles of a merged sketch in milliseconds; null when nothing was measured in the bin. */
export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
}

/** Error of a model's predictions, merged over the workers by squares weighted with n. */
export interface LiveModelError {
  readonly rmse: number;
  /** Of the global mean as the prediction. */
  readonly baselineRmse: number;
  readonly n: number;
}

/** One bin of a view. `null` = not measured; 0 = measured and nothing happened. */
export interface LiveBin {
  /** Start, Unix ms, a multiple of the step. */
  readonly t: number;
  /** Records committed per second, by stream. */
  readonly throughput: Partial<Record<StreamName, number | null>>;
  readonly ack: Quantiles | null;
  readonly endToEnd: Quantiles | null;
  /** End offset minus our cursor, by stream: the newest sample of the bin. */
  readonly lag: Partial<Record<StreamName, number | null>>;
  /** End offset minus Kafka's committed offset, summed over the view's streams. */
  readonly lagCommitted: number | null;
  /** Dead letters by rejection code, `SEND_FAILED` and `FLUSH_FAILED`: counts in the bin. */
  readonly errors: Readonly<Record<string, number>> | null;
  /** Views of `ratings`: predictions made in the bin; absent = none. */
  readonly model?: LiveModelError;
  /** Newest value of each metric of others in the bin by its name; views of `ratings` hold those named rmse alone. */
  readonly foreign?: Readonly<Record<string, number>>;
}

/** One second of the tiles' sparklines; the newest 60 are kept. */
export interface LiveSecond {
  readonly t: number;
  readonly throughput: number | null;
  readonly ackP95: number | null;
  readonly endToEndP95: number | null;
  readonly lag: number | null;
  readonly errors: number | null;
  readonly freshnessMs: number | null;
}

export type TileStatus = 'ok' | 'warn' | 'crit' | 'unknown';
/** `value` null = not measured. `previous` is the same figure one minute before. */
export interface LiveTile {
  readonly value: number | null;
  readonly previous: number | null;
  readonly status: TileStatus;
}
export const tileNames = ['throughput', 'ackP95', 'endToEndP95', 'lag', 'errorsPerMinute', 'freshnessMs'] as const;
export type TileName = (typeof tileNames)[number];

/** A stage of the way from made to pushed over the last 5 s; the browser adds pushed -> shown. */
export interface LiveStage {
  readonly stage: 'madeToAppended' | 'appendedToConsumed' | 'consumedToStored' | 'storedToPushed';
  readonly meanMs: number | null;
  readonly p95Ms: number | null;
  readonly count: number;
}

export interface LiveAnnotation {
  readonly id: string;
  readonly atMs: number;
  readonly untilMs: number | null;
  readonly type: 'start' | 'stop' | 'rebalance' | 'restart' | 'gap' | 'halt';
  readonly text: string;
  readonly stream: string | null;
}

/** What the status bar says. null = not measured (no sample young enough). */
export interface LiveStatus {
  readonly brokers: { up: number; known: number } | null;
  readonly database: { up: boolean; commitMs: number | null } | null;
  readonly workers: { up: number; known: number } | null;
  readonly producers: { sending: number; known: number } | null;
  readonly groups: { keepingUp: number; known: number } | null;
  readonly ledger: { balances: boolean; read: string; dead: string } | null;
  readonly gaps: string | null;
  readonly clockSkewMs: number | null;
  readonly halted: readonly { topic: string; partition: number; reason: string }[];
}

/** Newest committed offset (exclusive) the gateway has merged: "to the browser" is judged by it. */
export interface LivePosition {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: string;
}

export interface LiveGauges {
  readonly tiles: Readonly<Record<TileName, LiveTile>>;
  readonly stages: readonly LiveStage[];
  readonly status: LiveStatus;
  readonly positions: readonly LivePosition[];
  /** true while a producer of the view's streams is running or records are being committed. */
  readonly flowing: boolean;
  /** Gateway's time minus the commit time of the newest sample covering the view's streams. */
  readonly freshnessMs: number | null;
  /** Streams of the view that no worker has owned a partition of within the hour, while others were: not in its figures. */
  readonly absent: readonly StreamName[];
  /** Metrics of others that are not kept because there are too many names; absent = none. */
  readonly foreignLeftOut?: number;
}

/** Whole state of a view. `epoch` changes with every gateway start; `sequence` counts frames within it. */
export interface LiveSnapshot {
  readonly v: 1;
  readonly view: LiveView;
  readonly epoch: string;
  readonly sequence: number;
  readonly sentAtMs: number;
  readonly bins: readonly LiveBin[];
  readonly seconds: readonly LiveSecond[];
  readonly annotations: readonly LiveAnnotation[];
  readonly gauges: LiveGauges;
  /** 0..1 while the gateway still reads the hour before its start, then 1. */
  readonly backfilled: number;
}

/** What changed since the frame `sequence - 1`: bins and seconds replace those of the same `t`. */
export type LiveFrame = LiveSnapshot;
