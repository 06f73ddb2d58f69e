import type { ReadableRange } from '@/lib/kafka/topic-reader';
import { CommandFailed } from './command-failed';

export interface PeekOptions {
  readonly fromBeginning?: boolean;
  readonly partition?: number;
  readonly offset?: bigint;
  readonly key?: string;
  readonly maxMessages?: number;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** Throws for flags that contradict each other. */
export function checkPeekUsage(options: PeekOptions): void {
  if (options.offset !== undefined && options.partition === undefined)
    throw new CommandFailed('--offset: each partition has offsets of its own; say which one with --partition N.', 2);
  if (options.offset !== undefined && options.fromBeginning === true)
    throw new CommandFailed('--offset and --from-beginning: give one of them.', 2);
}

/** The partitions that are looked at; throws for one that the topic does not have. */
export function chosenRanges(
  ranges: ReadonlyMap<number, ReadableRange>,
  options: PeekOptions,
): ReadonlyMap<number, ReadableRange> {
  if (options.partition === undefined) return ranges;
  const range = ranges.get(options.partition);
  if (range === undefined)
    throw new CommandFailed(
      `--partition: ${options.partition} is not there; the topic has 0 to ${ranges.size - 1}.`,
      2,
    );
  const { low, end } = range;
  if (options.offset !== undefined && (options.offset < low || options.offset > end))
    throw new CommandFailed(
      `--offset: partition ${options.partition} holds ${low} to ${end - 1n}, not ${options.offset}${low === end ? ' (it is empty)' : ''}.`,
    );
  return new Map([[options.partition, range]]);
}
