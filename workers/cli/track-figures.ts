import { LatencySketch } from '@/lib/domain/latency-sketch';

/**
 * What a latency is reckoned from: the event's own time, or in a topic that is not ours the record's timestamp, which is
 * the broker's (`append`) or its producer's (`create`).
 */
export type LatencySource = 'event' | 'append' | 'create';
const sourceText: Readonly<Record<LatencySource, string>> = {
  event: "the event's own time",
  append: "the broker's timestamp: when it was appended",
  create: "the record's timestamp: its producer's clock",
};

/** Names as in the summary that scripts read. Milliseconds are null before the first latency. */
export interface TrackSummary {
  /** Records read, those with errors included. */
  readonly processed: number;
  /** Records that the stream's contract rejects, and batches that could not be read. */
  readonly errors: number;
  readonly errors_by_code: Readonly<Record<string, number>>;
  readonly throughput_eps: number;
  readonly avg_end_to_end_latency_ms: number | null;
  readonly p95_end_to_end_latency_ms: number | null;
  /** null before the first latency. */
  readonly latency_from: LatencySource | null;
  /** Events whose time lay more than 24 h before their append: left out of the latencies. */
  readonly historic: number;
  readonly commits: number;
  readonly duration_s: number;
}

/** Counts what a tracker has read. Throughput is of the time from the first record to the last. */
export class TrackFigures {
  processed = 0;
  errors = 0;
  historic = 0;
  commits = 0;
  private readonly byCode = new Map<string, number>();
  private readonly latencies = new LatencySketch();
  private source: LatencySource | null = null;
  private firstMs = Number.NaN;
  private lastMs = Number.NaN;

  /** Times are of a clock that never goes back, in milliseconds. */
  constructor(private readonly startMs: number) {}

  addError(code: string): void {
    this.errors++;
    this.byCode.set(code, (this.byCode.get(code) ?? 0) + 1);
  }

  addRecord(nowMs: number): void {
    if (this.processed++ === 0) this.firstMs = nowMs;
    this.lastMs = nowMs;
  }

  addLatency(ms: number, source: LatencySource): void {
    this.source ??= source;
    this.latencies.add(ms);
  }

  summary(nowMs: number): TrackSummary {
    const readingMs = this.lastMs - this.firstMs;
    return {
      processed: this.processed,
      errors: this.errors,
      errors_by_code: Object.fromEntries([...this.byCode].sort(([a], [b]) => (a < b ? -1 : 1))),
      throughput_eps: readingMs > 0 ? (this.processed * 1_000) / readingMs : 0,
      avg_end_to_end_latency_ms: this.latencies.meanMs,
      p95_end_to_end_latency_ms: this.latencies.quantile(0.95),
      latency_from: this.source,
      historic: this.historic,
      commits: this.commits,
      duration_s: (nowMs - this.startMs) / 1_000,
    };
  }
}

const milliseconds = (value: number | null): string => (value === null ? '-' : value.toFixed(1));

/** While it runs; `liveEps` is of the last moments. */
export const trackLine = (summary: TrackSummary, liveEps: number): string =>
  [
    `${summary.duration_s.toFixed(1)} s`,
    `processed ${summary.processed}`,
    `errors ${summary.errors}`,
    `throughput_eps ${liveEps.toFixed(1)} (mean ${summary.throughput_eps.toFixed(1)})`,
    `avg_end_to_end_latency_ms ${milliseconds(summary.avg_end_to_end_latency_ms)}`,
    `p95 ${milliseconds(summary.p95_end_to_end_latency_ms)}`,
  ].join('  ');

export const trackText = (summary: TrackSummary): string =>
  [
    `processed                  ${summary.processed}`,
    `errors                     ${summary.errors}`,
    ...Object.entries(summary.errors_by_code).map(([code, count]) => `  ${code.padEnd(25)}${count}`),
    `throughput_eps             ${summary.throughput_eps.toFixed(1)}`,
    `avg_end_to_end_latency_ms  ${milliseconds(summary.avg_end_to_end_latency_ms)}`,
    `p95_end_to_end_latency_ms  ${milliseconds(summary.p95_end_to_end_latency_ms)}`,
    `latency_from               ${summary.latency_from === null ? '-' : sourceText[summary.latency_from]}`,
    ...(summary.historic > 0
      ? [`historic                   ${summary.historic} (older than 24 h, left out of latencies)`]
      : []),
    `commits                    ${summary.commits}`,
  ].join('\n');
