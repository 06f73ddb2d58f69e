const secondMs = 1_000;
const dayMs = 86_400_000;

/** The resolutions at which metric samples are kept, finest first; each one's step is a multiple of the one before. */
export const metricResolutions = ['10s', '1min', '1h'] as const;
export type MetricResolution = (typeof metricResolutions)[number];

export interface ResolutionInfo {
  readonly table: 'metric_rollup_10s' | 'metric_rollup_1min' | 'metric_rollup_1h';
  readonly stepMs: number;
  /** A bucket that begins more than this before its sample's append is too old for the table. */
  readonly keepMs: number;
}

export const resolutionInfo: Readonly<Record<MetricResolution, ResolutionInfo>> = {
  '10s': { table: 'metric_rollup_10s', stepMs: 10 * secondMs, keepMs: 2 * dayMs },
  '1min': { table: 'metric_rollup_1min', stepMs: 60 * secondMs, keepMs: 30 * dayMs },
  '1h': { table: 'metric_rollup_1h', stepMs: 3_600 * secondMs, keepMs: 400 * dayMs },
};

/** How long samples of others are kept, by their own time against their append. */
export const externalSampleKeepMs = 30 * dayMs;
