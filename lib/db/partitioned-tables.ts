import { metricResolutions, resolutionInfo } from '../domain/metric-resolution';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** Partitions exist this far ahead. */
const aheadMs = 2 * dayMs;

/** A table partitioned by a range of time, with a DEFAULT partition `<table>_default`. */
export interface PartitionedTable {
  readonly table: string;
  readonly column: string;
  readonly stepMs: number;
  /** Partitions exist this far ahead. */
  readonly aheadMs: number;
  /** A partition that ended longer ago is dropped. */
  readonly keepMs: number;
  /** Room is left on pages of tables whose rows are updated in place. */
  readonly fillPercent?: number;
}

/** How long rows are kept. */
export interface Retention {
  readonly deadLetterDays: number;
  readonly filmMinuteDays: number;
  readonly metricLogMinutes: number;
  readonly metric10sDays: number;
  readonly metric1minDays: number;
  readonly metric1hDays: number;
  readonly externalSampleDays: number;
}

const byDay = (table: string, column: string) => ({ table, column, stepMs: dayMs, aheadMs });

/** Every time-partitioned table of the product. */
export function partitionedTables(keep: Retention): readonly PartitionedTable[] {
  const rollupDays = { '10s': keep.metric10sDays, '1min': keep.metric1minDays, '1h': keep.metric1hDays };
  return [
    { ...byDay('dead_letter', 'appended_at'), keepMs: keep.deadLetterDays * dayMs },
    { ...byDay('film_minute', 'minute'), keepMs: keep.filmMinuteDays * dayMs, fillPercent: 80 },
    { ...byDay('metric_log', 'committed_at'), stepMs: 10 * minuteMs, keepMs: keep.metricLogMinutes * minuteMs },
    ...metricResolutions.map((name) => ({
      ...byDay(resolutionInfo[name].table, 'bucket'),
      stepMs: name === '1h' ? 20 * dayMs : dayMs,
      keepMs: rollupDays[name] * dayMs,
      fillPercent: 70,
    })),
    { ...byDay('external_sample', 'at'), keepMs: keep.externalSampleDays * dayMs },
  ];
}
