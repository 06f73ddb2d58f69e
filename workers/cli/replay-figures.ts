/** Names as in the summary that scripts read. Milliseconds are null before the first acknowledgement. */
export interface ReplayFigures {
  readonly sent_ok: number;
  readonly sent_error: number;
  readonly throughput_eps: number;
  readonly avg_ack_ms: number | null;
  readonly ack_p95_ms: number | null;
  readonly duration_s: number;
  readonly rejected_sends: number;
  /** Lines that were looked at, empty ones left out. */
  readonly lines: number;
  readonly broken_lines: number;
  /** All records up to this line are acknowledged; the one before `--from-line` when none is. */
  readonly acknowledged_line: number;
}

const milliseconds = (value: number | null): string => (value === null ? '-' : value.toFixed(1));

export const replayLine = (figures: ReplayFigures): string =>
  [
    `${figures.duration_s.toFixed(1)} s`,
    `sent_ok ${figures.sent_ok}`,
    `sent_error ${figures.sent_error}`,
    `broken_lines ${figures.broken_lines}`,
    `throughput_eps ${figures.throughput_eps.toFixed(1)}`,
    `avg_ack_ms ${milliseconds(figures.avg_ack_ms)}`,
    `p95 ${milliseconds(figures.ack_p95_ms)}`,
  ].join('  ');

export const replayText = (figures: ReplayFigures, file: string, topic: string): string =>
  [
    `file              ${file}`,
    `topic             ${topic}`,
    `duration_s        ${figures.duration_s.toFixed(2)}`,
    `lines             ${figures.lines}`,
    `broken_lines      ${figures.broken_lines}`,
    `sent_ok           ${figures.sent_ok}`,
    `sent_error        ${figures.sent_error}`,
    `throughput_eps    ${figures.throughput_eps.toFixed(1)}`,
    `avg_ack_ms        ${milliseconds(figures.avg_ack_ms)}`,
    `ack_p95_ms        ${milliseconds(figures.ack_p95_ms)}`,
    `acknowledged      all up to line ${figures.acknowledged_line}; --from-line ${figures.acknowledged_line + 1} goes on there`,
  ].join('\n');
