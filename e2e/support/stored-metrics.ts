import type { Pool } from 'pg';

/** Sums of a rollup by `<start of the bucket in seconds> <stream>`, zeros left out, as `judgeMetrics` counts them. */
export async function readRollups(sql: Pool, table: string): Promise<Record<string, Record<string, number>>> {
  const { rows } = await sql.query(
    `SELECT extract(epoch FROM bucket)::int8 || ' ' || stream AS key, valid, dead, deduplicated, gaps, sent_ok,
       dead_by_code, end_to_end FROM ${table}`,
  );
  const sums: Record<string, Record<string, number>> = {};
  for (const { key, dead_by_code, end_to_end, ...counters } of rows) {
    const entry = sums[key] ?? {};
    sums[key] = entry;
    const add = (name: string, times: number): void => {
      if (times !== 0) entry[name] = (entry[name] ?? 0) + times;
    };
    for (const [name, times] of Object.entries(counters)) add(name, Number(times));
    for (const [code, times] of Object.entries(dead_by_code)) add(code, Number(times));
    for (const packed of end_to_end) add(`latency ${BigInt(packed) >> 50n}`, Number(BigInt(packed) & (2n ** 50n - 1n)));
  }
  return Object.fromEntries(Object.entries(sums).filter(([, entry]) => Object.keys(entry).length > 0));
}

/** Figures in buckets of 10 s added up to buckets of `seconds`. */
export function coarsen(figures: Readonly<Record<string, Readonly<Record<string, number>>>>, seconds: number) {
  const sums: Record<string, Record<string, number>> = {};
  for (const [key, entry] of Object.entries(figures)) {
    const [bucket, stream] = key.split(' ');
    const coarse = `${Math.floor(Number(bucket) / seconds) * seconds} ${stream}`;
    const sum = sums[coarse] ?? {};
    sums[coarse] = sum;
    for (const [name, times] of Object.entries(entry)) sum[name] = (sum[name] ?? 0) + times;
  }
  return sums;
}
