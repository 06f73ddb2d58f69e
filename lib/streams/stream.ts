import type { Rejection } from '../contracts/rejection';
import type { StreamName } from '../contracts/streams';

/** Facts about the record that is folded; one object, reused from record to record. */
export interface RecordFacts {
  /** Broker's append time, Unix ms: "now" in every rule. */
  appendedAtMs: number;
  /** From the header `produced-at-ms`; NaN when absent or malformed. */
  producedAtMs: number;
  /** Place in its partition; left out where records are only judged. */
  offset?: number;
}

/**
 * Validates and folds the records of one partition. Created when the partition is claimed, dropped with it: no state
 * outlives the right to own it.
 */
export interface StreamFold<Delta> {
  /**
   * Folds the value `bytes[start, end)` and returns null, or says why it cannot. Never throws, changes nothing when
   * it rejects. A null value is passed as start = end = -1. `TOO_LARGE` is judged by the caller.
   */
  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null;
  /** Emission time of the record folded last, Unix ms; meaningless after a rejection. */
  readonly eventTimeMs: number;
  /** The record folded last carried fields that its contract does not know; they were ignored. */
  readonly hadUnknownFields: boolean;
  /** Aggregate cells gathered since the last `take`: what the flush will write, roughly. */
  readonly cells: number;
  /** Hands over what was gathered and starts empty. */
  take(): Delta;
}

/** One SQL statement with its parameters; arrays are passed to `unnest`. */
export interface SqlStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Told the rows that it returned, once they are committed. Must not throw. */
  onCommitted?(rows: readonly Row[]): void;
}

/** Resolves names to ids of table `dimension`, creating missing ones; cached by the implementation. */
export interface DimensionIds {
  resolve(kind: string, values: readonly string[]): Promise<readonly number[]>;
}

/** Rows as node-pg returns them. */
export type Row = Readonly<Record<string, unknown>>;

/** A stream whose rows depend on what is stored (UPDATE and DELETE need the state before). */
export interface StatefulStore<Delta> {
  /**
   * Statements that lock and read what the delta touches, in key order (`FOR UPDATE`); run one after the other inside
   * the commit's transaction, after the fences were judged good.
   */
  load(delta: Delta): readonly SqlStatement[];
  /** Folds the delta onto the rows (one list a statement of `load`) and returns the statements that write the result. */
  apply(delta: Delta, rows: readonly (readonly Row[])[]): readonly SqlStatement[];
}

/** What a model found since it was asked last. */
export interface ModelFigures {
  readonly rmse: number;
  readonly baselineRmse: number;
  readonly n: number;
}

/** Rows a stream wants to know before its first record is folded, like the film catalogue. */
export interface ReferenceRows {
  readonly statement: SqlStatement;
  /** Read again, whole, whenever the film catalogue was imported; else once. */
  readonly ofCatalogue?: boolean;
  accept(rows: readonly Row[]): void;
}

/**
 * A table that only records of the stream fill, or where others fill it too the rows of one `source` (column `source`,
 * numbers of contracts/film-sources). A rebuild empties them and has the topics read again, so every table of a stream's
 * statements stands here, but for `dimension`, `film` (names, which stay) and `fold_note` (emptied by stream).
 */
export interface OwnTable {
  readonly name: string;
  readonly source?: number;
}

/** A pipeline: how its records become aggregates. One folder under lib/streams, one line in registry.ts. */
export interface StreamDefinition<Delta> {
  readonly name: StreamName;
  readonly tables: readonly OwnTable[];
  /** `topic` is one of the stream's; `partition` is left out for a fold that only makes an empty delta. */
  createFold(topic: string, partition?: number): StreamFold<Delta>;
  /**
   * Adds `other` into `into`; associative and commutative (a stateful stream: within what one partition orders). `into`
   * begins as an empty delta of a new fold. `other` stays as it is, also when `into` is merged into again later: a
   * flush that failed merges the same deltas anew. For the same reason nothing below changes the delta it is given.
   */
  merge(into: Delta, other: Delta): Delta;
  /**
   * Runs before the transaction: gives every name in the delta its id (a dimension row without orders is harmless).
   * Then the statements that add the delta, tables in one fixed order, rows sorted by key, at most 5,000 rows each.
   */
  statements(delta: Delta, dimensions: DimensionIds): Promise<readonly SqlStatement[]>;
  readonly stateful?: StatefulStore<Delta>;
  /** Read before the first record is claimed. */
  readonly reference?: readonly ReferenceRows[];
  /** Hands over the figures gathered since the last call, null without any; published to `metrics` each 10 s. */
  takeModelFigures?(): ModelFigures | null;
}
