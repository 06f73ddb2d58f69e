import { setTimeout as sleep } from 'node:timers/promises';
import { type StreamName, streams } from '@/lib/contracts/streams';
import type { Pool } from '@/lib/db/pool';
import { readTopicTotals, type TopicTotals } from '@/lib/db/read-topic-totals';
import { CommandFailed } from './command-failed';
import type { HeldPartition } from './held-partitions';
import { createLiveLine } from './live-line';

const lookMs = 250;
/** A worker takes a partition within seconds; one that starts needs a little longer. */
const patienceMs = 30_000;

export interface Recounted {
  readonly valid: bigint;
  readonly dead: bigint;
  readonly deduplicated: bigint;
  readonly gaps: bigint;
}

const clamp = (value: bigint, least: bigint, most: bigint): bigint => {
  if (value > most) return most;
  return value < least ? least : value;
};

/** How many of the records that were held are counted again. */
function countedOf(totals: readonly TopicTotals[], held: readonly HeldPartition[]): bigint {
  const next = new Map(
    totals.flatMap(({ topic, nextOffsets }) => [...nextOffsets].map(([p, at]) => [`${topic}/${p}`, at])),
  );
  return held.reduce((sum, { topic, partition, low, high }) => {
    const at = next.get(`${topic}/${partition}`) ?? low;
    return sum + clamp(at, low, high) - low;
  }, 0n);
}

/**
 * Shows how far the workers are until every record that was held at the beginning is counted. Throws when a partition is
 * halted, or when nothing moves for half a minute.
 */
export async function awaitRebuilt(options: {
  pool: Pool;
  stream: StreamName;
  held: readonly HeldPartition[];
}): Promise<Recounted> {
  const { pool, stream, held } = options;
  const all = held.reduce((sum, { low, high }) => sum + high - low, 0n);
  const line = createLiveLine(process.stderr);
  const startedMs = performance.now();
  let counted = 0n;
  let movedMs = startedMs;
  line.start(() => progressText(stream, counted, all, (performance.now() - startedMs) / 1_000));
  try {
    for (;;) {
      const every = await readTopicTotals(pool);
      const totals = every.filter(({ topic }) => streams[stream].topics.some((name) => name === topic));
      const now = countedOf(totals, held);
      if (now !== counted) movedMs = performance.now();
      counted = now;
      if (counted === all) return sumOf(totals);
      const halted = totals.flatMap(({ topic, halted: some }) => some.map((one) => ({ topic, ...one })))[0];
      if (halted !== undefined)
        throw new CommandFailed(`${halted.topic}/${halted.partition} is halted: ${halted.reason}`);
      if (performance.now() - movedMs > patienceMs)
        throw new CommandFailed(
          `${stream} is emptied, and ${counted} of ${all} records are counted, but nothing moves: see \`streamscope status\`. Is an aggregator running, and does its STREAMSCOPE_STREAMS name ${stream}? It goes on by itself once one does.`,
        );
      await sleep(lookMs);
    }
  } finally {
    line.stop();
  }
}

function progressText(stream: StreamName, counted: bigint, all: bigint, seconds: number): string {
  const share = all === 0n ? 100 : Number((counted * 100n) / all);
  const perSecond = Number(counted) / Math.max(seconds, 0.001);
  const left = counted === 0n ? '' : `, about ${Math.ceil(Number(all - counted) / perSecond)} s left`;
  return `${stream}: ${counted} of ${all} records counted again (${share} %), ${Math.round(perSecond)} records/s${left}`;
}

const sumOf = (totals: readonly TopicTotals[]): Recounted => {
  const sum = (name: keyof Recounted) => totals.reduce((total, one) => total + one[name], 0n);
  return { valid: sum('valid'), dead: sum('dead'), deduplicated: sum('deduplicated'), gaps: sum('gaps') };
};
