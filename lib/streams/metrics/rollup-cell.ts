import type { CommittedPart } from '../../contracts/metric-sample';
import { SketchCounts } from '../../domain/packed-sketch';

/** Whole numbers that add, by the name of their column. */
export const counterColumns = {
  valid: 'valid',
  dead: 'dead',
  deduplicated: 'deduplicated',
  gaps: 'gaps',
  control: 'control',
  historic: 'historic',
  clamped: 'clamped',
  withUnknownFields: 'with_unknown_fields',
  failedFlushes: 'failed_flushes',
  fencedFlushes: 'fenced_flushes',
  /** Milliseconds during which a partition was owned, added up over partitions. */
  coveredMs: 'covered_ms',
  sentOk: 'sent_ok',
  sentError: 'sent_error',
  modelRatings: 'model_ratings',
} as const;
export type Counter = keyof typeof counterColumns;
const counterNames = Object.keys(counterColumns) as Counter[];
const partCounters = ['valid', 'dead', 'deduplicated', 'gaps', 'control', 'historic', 'clamped'] as const;

/** Squared errors are kept in millionths, so that they add exactly. */
export const squareUnits = 1_000_000;

/** One reading of a stream's lag; `sequence` decides between two of the same source and millisecond. */
export interface LagGauge {
  readonly sampledAtMs: number;
  readonly sequence: number;
  /** Records behind our cursor (Kafka's committed offset where the cursor is not known); null = nothing is known. */
  readonly lag: number | null;
  readonly committedLag: number | null;
  readonly partitions: number;
}

const isNewer = (next: LagGauge, known: LagGauge): boolean =>
  next.sampledAtMs > known.sampledAtMs || (next.sampledAtMs === known.sampledAtMs && next.sequence > known.sequence);

/** What one source said of one stream within one bucket of time. Merging is associative and commutative. */
export class RollupCell {
  readonly counters = Object.fromEntries(counterNames.map((name) => [name, 0])) as Record<Counter, number>;
  readonly deadByCode = new Map<string, number>();
  readonly endToEnd = new SketchCounts();
  readonly ack = new SketchCounts();
  modelSquares = 0n;
  baselineSquares = 0n;
  lag: LagGauge | null = null;
  lagMax: number | null = null;

  addPart(part: CommittedPart): void {
    for (const name of partCounters) this.counters[name] += part[name];
    this.counters.withUnknownFields += part.withUnknownFields ?? 0;
    for (const [code, times] of Object.entries(part.deadByCode)) this.addCode(code, times);
    this.endToEnd.add(part.endToEnd);
  }

  addModel(figures: { readonly rmse: number; readonly baselineRmse: number; readonly n: number }): void {
    this.counters.modelRatings += figures.n;
    this.modelSquares += squaresOf(figures.rmse, figures.n);
    this.baselineSquares += squaresOf(figures.baselineRmse, figures.n);
  }

  addLag(gauge: LagGauge): void {
    if (this.lag === null || isNewer(gauge, this.lag)) this.lag = gauge;
    this.raiseLag(gauge.lag);
  }

  merge(other: RollupCell): void {
    for (const name of counterNames) this.counters[name] += other.counters[name];
    for (const [code, times] of other.deadByCode) this.addCode(code, times);
    this.endToEnd.merge(other.endToEnd);
    this.ack.merge(other.ack);
    this.modelSquares += other.modelSquares;
    this.baselineSquares += other.baselineSquares;
    if (other.lag !== null) this.addLag(other.lag);
    this.raiseLag(other.lagMax);
  }

  private addCode(code: string, times: number): void {
    if (times > 0) this.deadByCode.set(code, (this.deadByCode.get(code) ?? 0) + times);
  }

  private raiseLag(lag: number | null): void {
    if (lag !== null) this.lagMax = Math.max(this.lagMax ?? 0, lag);
  }
}

const squaresOf = (rmse: number, n: number): bigint => BigInt(Math.round(rmse * rmse * n * squareUnits));
