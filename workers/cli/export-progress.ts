import type { StreamName } from '@/lib/contracts/streams';

/** One partition of an export; offsets are decimal text. */
export interface ExportPartition {
  readonly topic: string;
  readonly partition: number;
  /** What Kafka held when the export began: first offset, and end (exclusive). */
  readonly held: { readonly low: string; readonly end: string };
  /** Append time of the oldest record held, Unix ms; null without one. */
  readonly oldestHeldMs: number | null;
  /** What is exported: from (inclusive), to (exclusive). */
  readonly from: string;
  readonly to: string;
  /** Next offset to read. */
  next: string;
  valid: number;
  invalid: number;
  /** Records sent again that a producer's numbers tell from new ones: the worker drops them, and so does the export. */
  deduplicated: number;
  /** Offsets that Kafka dropped while the export was interrupted or running. */
  lost: number;
  unreadable: number;
}

/** Where an export stands; written after the lines it counts. */
export interface ExportProgress {
  readonly v: 1;
  readonly stream: StreamName;
  readonly cluster: string;
  /** As asked for, Unix ms of the append; null = no bound. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly partitions: ExportPartition[];
  readonly byCode: Record<string, number>;
  /** Highest number by `topic/partition/producer id`. */
  readonly sequences: Record<string, number>;
  /** Lengths of the files, bytes. */
  bytes: { valid: number; invalid: number };
}

/** Names as scripts read them: `counts.json`, and the output with --json. */
export function exportCounts(progress: ExportProgress) {
  const sum = (name: 'valid' | 'invalid' | 'deduplicated' | 'lost' | 'unreadable'): number =>
    progress.partitions.reduce((total, partition) => total + partition[name], 0);
  const oldest = progress.partitions.flatMap(({ oldestHeldMs }) => (oldestHeldMs === null ? [] : [oldestHeldMs]));
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    stream: progress.stream,
    from: iso(progress.fromMs),
    to: iso(progress.toMs),
    oldest_held: iso(oldest.length === 0 ? null : Math.min(...oldest)),
    valid: sum('valid'),
    invalid: sum('invalid'),
    deduplicated: sum('deduplicated'),
    lost: sum('lost'),
    unreadable: sum('unreadable'),
    invalid_by_code: Object.fromEntries(Object.entries(progress.byCode).sort(([a], [b]) => (a < b ? -1 : 1))),
    partitions: progress.partitions,
  };
}

/** Share of the offsets that is done, 0..1. */
export function shareDone({ partitions }: ExportProgress): number {
  let done = 0n;
  let all = 0n;
  for (const { from, to, next } of partitions) {
    all += BigInt(to) - BigInt(from);
    done += BigInt(next) - BigInt(from);
  }
  return all === 0n ? 1 : Number(done) / Number(all);
}
