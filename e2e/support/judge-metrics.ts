/** A record of `metrics` as a plain consumer read it. */
export interface MetricRecord {
  readonly offset: number;
  readonly appendedAtMs: number;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Part {
  readonly topic: string;
  readonly partition: number;
  readonly fromOffset: string;
  readonly toOffset: string;
  readonly committedAtMs: number;
  readonly valid: number;
  readonly dead: number;
  readonly deduplicated: number;
  readonly gaps: number;
  readonly deadByCode: Readonly<Record<string, number>>;
  readonly endToEnd: { readonly buckets: readonly number[]; readonly count: number };
}

/** What the records before an offset say, by this file's own count. Figures are keyed by `<10 s bucket, s> <stream>`. */
export interface MetricTotals {
  valid: number;
  dead: number;
  deduplicated: number;
  readonly figures: Record<string, Record<string, number>>;
  readonly parts: Part[];
  /** `[time, metric, value, labels as JSON]`. */
  readonly external: [number, string, number, string][];
  readonly annotations: string[];
  /** Code by offset. */
  readonly rejected: Record<number, string>;
}

const streamByTopic: Readonly<Record<string, string>> = {
  orders: 'orders',
  ratings: 'ratings',
  events_views: 'engagement',
  events_clicks: 'engagement',
  events_ratings: 'engagement',
  'user-movie-events': 'movie-events',
  metrics: 'metrics',
};
/** A test that sends something malformed says in this header as what it is to be rejected. */
export const expectedCode = 'test-expected-code';

/** Counts records in the order of the log; a numbered record seen before counts as a copy only. */
export function judgeMetrics(records: readonly MetricRecord[]): MetricTotals {
  const totals: MetricTotals = {
    ...{ valid: 0, dead: 0, deduplicated: 0, figures: {}, parts: [], external: [], annotations: [], rejected: {} },
  };
  const add = (atMs: number, stream: string, counter: string, times: number): void => {
    if (times === 0) return;
    const key = `${Math.floor(atMs / 10_000) * 10} ${stream}`;
    const entry = totals.figures[key] ?? {};
    totals.figures[key] = entry;
    entry[counter] = (entry[counter] ?? 0) + times;
  };
  const seen = new Set<string>();
  for (const { offset, value, headers } of records) {
    const number = `${headers['producer-id']}/${headers['producer-seq']}`;
    if (headers['producer-id'] !== undefined && seen.has(number)) {
      totals.deduplicated += 1;
      continue;
    }
    seen.add(number);
    if (headers[expectedCode] !== undefined) {
      totals.dead += 1;
      totals.rejected[offset] = headers[expectedCode];
      continue;
    }
    totals.valid += 1;
    const sample = JSON.parse(value ?? '');
    if (sample.kind === undefined)
      totals.external.push([sample.timestamp, sample.metric, sample.value, JSON.stringify(sample.labels ?? {})]);
    else if (sample.kind === 'annotation') totals.annotations.push(sample.id);
    else if (sample.kind === 'producer') add(sample.toMs - 1, sample.stream, 'sent_ok', sample.sentOk);
    else if (sample.kind === 'consumer')
      for (const part of sample.parts as Part[]) {
        totals.parts.push(part);
        const stream = streamByTopic[part.topic]!;
        for (const counter of ['valid', 'dead', 'deduplicated', 'gaps'] as const)
          add(part.committedAtMs, stream, counter, part[counter]);
        for (const [code, times] of Object.entries(part.deadByCode)) add(part.committedAtMs, stream, code, times);
        part.endToEnd.buckets.forEach((bucket, at, all) => {
          if (at % 2 === 0) add(part.committedAtMs, stream, `latency ${bucket}`, all[at + 1]!);
        });
      }
  }
  return totals;
}
