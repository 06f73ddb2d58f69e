import { createHash } from 'node:crypto';

/** A record as the plain consumer read it. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: bigint;
  readonly appendedAtMs: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

export interface RejectedRecord {
  readonly partition: number;
  readonly offset: string;
  readonly appendedAtMs: number;
  readonly code: string;
  readonly fieldPath: string;
  /** Base64; of a TOO_LARGE record its first 64 KiB. */
  readonly value: string | null;
  readonly valueBytes: number | null;
  /** Hex, of the whole value. */
  readonly valueSha256: string | null;
  readonly key: string | null;
  readonly headers: readonly (readonly [name: string, base64: string])[];
}

export interface LedgerPartition {
  low: string;
  high: string;
  valid: number;
  dead: number;
  deduplicated: number;
}

/** Numbered records of one producer in one partition. */
export interface LedgerProducer {
  /** Records in the topic, copies included. */
  copies: number;
  distinct: number;
  lowest: string;
  highest: string;
}

/** What became of a topic's records by the tests' own count, whatever their events say. Safe as JSON. */
export interface LedgerTotals {
  valid: number;
  partitions: Record<string, LedgerPartition>;
  rejected: RejectedRecord[];
  /** By `<producer id>/<partition>`. */
  producers: Record<string, LedgerProducer>;
}

/** Accepted, or rejected as what. */
export type LedgerVerdict =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly code: string; readonly fieldPath: string };

const keptBytes = 65_536;

/** Counts records in offset order per partition. A numbered record seen before counts once, whatever it holds. */
export function createTopicLedger(ranges: ReadonlyMap<number, { low: bigint; high: bigint }>) {
  const totals: LedgerTotals = { valid: 0, partitions: {}, rejected: [], producers: {} };
  const seen = new Map<string, Set<bigint>>();
  for (const [partition, { low, high }] of ranges)
    totals.partitions[partition] = { low: `${low}`, high: `${high}`, valid: 0, dead: 0, deduplicated: 0 };

  const isCopy = (record: ReadRecord): boolean => {
    const id = record.headers.find(([name]) => name === 'producer-id')?.[1].toString();
    const text = record.headers.find(([name]) => name === 'producer-seq')?.[1].toString();
    if (!id || text === undefined || !/^\d{1,18}$/.test(text)) return false;
    const sequence = BigInt(text);
    const name = `${id}/${record.partition}`;
    const set = seen.get(name) ?? new Set();
    seen.set(name, set);
    const entry = totals.producers[name] ?? { copies: 0, distinct: 0, lowest: text, highest: text };
    totals.producers[name] = entry;
    const copy = set.has(sequence);
    set.add(sequence);
    entry.copies += 1;
    entry.distinct = set.size;
    if (sequence < BigInt(entry.lowest)) entry.lowest = text;
    if (sequence > BigInt(entry.highest)) entry.highest = text;
    return copy;
  };

  return {
    totals,
    /** Judges a record unless it is a copy, and books it; returns the verdict of what was accepted, else null. */
    book<Verdict extends LedgerVerdict>(
      record: ReadRecord,
      judge: (value: Buffer | null, appendedAtMs: number) => Verdict,
    ): Extract<Verdict, { accepted: true }> | null {
      const partition = totals.partitions[record.partition]!;
      if (isCopy(record)) {
        partition.deduplicated += 1;
        return null;
      }
      const verdict: LedgerVerdict = judge(record.value, record.appendedAtMs);
      if (verdict.accepted) {
        partition.valid += 1;
        totals.valid += 1;
        return verdict as Extract<Verdict, { accepted: true }>;
      }
      partition.dead += 1;
      totals.rejected.push(rejectedRecord(record, verdict.code, verdict.fieldPath));
      return null;
    },
  };
}

function rejectedRecord(record: ReadRecord, code: string, fieldPath: string): RejectedRecord {
  const { value, key } = record;
  const keep = (bytes: Buffer) => (code === 'TOO_LARGE' ? bytes.subarray(0, keptBytes) : bytes).toString('base64');
  return {
    partition: record.partition,
    offset: `${record.offset}`,
    appendedAtMs: record.appendedAtMs,
    code,
    fieldPath,
    value: value === null ? null : keep(value),
    valueBytes: value === null ? null : value.length,
    valueSha256: value === null ? null : createHash('sha256').update(value).digest('hex'),
    key: key === null ? null : keep(key),
    headers: record.headers.map(([name, bytes]) => [name, bytes.toString('base64')] as const),
  };
}
