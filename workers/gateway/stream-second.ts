import { SketchPile } from '@/lib/domain/sketch-pile';
import type { ModelPiece } from './model-error';

/** One reading of a stream's lag in records. `cursorKnown` false = Kafka's committed offsets stand in for our cursor. */
export interface LagReading {
  readonly sampledAtMs: number;
  readonly cursorKnown: boolean;
  /** Source and sequence of the sample: decides between two of the same millisecond. */
  readonly tieBreak: string;
  /** Sum of the end offsets. */
  readonly end: number;
  readonly lag: number | null;
  readonly committedLag: number | null;
}

/** True when `next` is to replace `known`: the newest wins, then the one that knows our cursor, then a fixed order. */
export function isNewer(next: LagReading, known: LagReading | null): boolean {
  if (known === null || next.sampledAtMs !== known.sampledAtMs)
    return known === null || next.sampledAtMs > known.sampledAtMs;
  if (next.cursorKnown !== known.cursorKnown) return next.cursorKnown;
  return next.tieBreak > known.tieBreak;
}

/** What is known of one second of one stream. Everything adds, so the order of arrival does not matter. */
export class StreamSecond {
  /** Records committed in this second, valid and dead. */
  records = 0;
  /** Earliest and latest commit in this second, Unix ms, and the records of the earliest; infinite without any. */
  firstCommitMs = Number.POSITIVE_INFINITY;
  firstRecords = 0;
  lastCommitMs = Number.NEGATIVE_INFINITY;
  /** By rejection code and `SEND_FAILED`. */
  readonly errors = new Map<string, number>();
  /** By worker: a flush that failed concerns every stream of its worker, and counts once over several. */
  readonly failedFlushes = new Map<string, number>();
  producerSamples = 0;
  readonly endToEnd = new SketchPile();
  readonly ack = new SketchPile();
  readonly madeToAppended = new SketchPile();
  readonly appendedToConsumed = new SketchPile();
  readonly consumedToStored = new SketchPile();
  models: readonly ModelPiece[] = [];
  lag: LagReading | null = null;
  /** Largest freshness the gateway saw while this second lasted. */
  freshnessMs: number | null = null;

  addRecords(committedAtMs: number, records: number): void {
    this.records += records;
    this.lastCommitMs = Math.max(this.lastCommitMs, committedAtMs);
    if (committedAtMs > this.firstCommitMs) return;
    this.firstRecords = committedAtMs === this.firstCommitMs ? this.firstRecords + records : records;
    this.firstCommitMs = committedAtMs;
  }

  addErrors(code: string, times: number): void {
    if (times > 0) this.errors.set(code, (this.errors.get(code) ?? 0) + times);
  }

  addFailedFlushes(source: string, times: number): void {
    if (times > 0) this.failedFlushes.set(source, (this.failedFlushes.get(source) ?? 0) + times);
  }

  /** The stages are shown for the newest seconds only. */
  dropStages(): void {
    this.madeToAppended.clear();
    this.appendedToConsumed.clear();
    this.consumedToStored.clear();
  }
}
