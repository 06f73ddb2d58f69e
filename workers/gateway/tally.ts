import type { CommittedPart } from '@/lib/contracts/metric-sample';

/** What was committed over a stream that is told in spans of time, not by ranges of offsets. */
export type Tally = Pick<
  CommittedPart,
  | 'topic'
  | 'partition'
  | 'valid'
  | 'dead'
  | 'deadByCode'
  | 'endToEnd'
  | 'madeToAppended'
  | 'appendedToConsumed'
  | 'consumedToStored'
> & {
  /** The span in which it was committed, Unix ms; `toMs` exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
};

/** Records of a span that fall to `[from, to)`: whole ones, whose sum over all parts of the span is `records`. */
export function shareOf(records: number, span: { fromMs: number; toMs: number }, from: number, to: number): number {
  const lengthMs = Math.max(1, span.toMs - span.fromMs);
  const until = (atMs: number): number =>
    Math.floor((records * Math.min(lengthMs, Math.max(0, atMs - span.fromMs))) / lengthMs);
  return until(to) - until(from);
}
