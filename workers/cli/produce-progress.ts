import type { WriteStream } from 'node:tty';

/** Names as in the summary that scripts read. Milliseconds are null before the first acknowledgement. */
export interface ProduceFigures {
  readonly sent_ok: number;
  readonly sent_error: number;
  readonly throughput_eps: number;
  readonly avg_ack_ms: number | null;
  readonly ack_p95_ms: number | null;
  readonly duration_s: number;
  readonly rejected_sends: number;
}

const milliseconds = (value: number | null): string => (value === null ? '-' : value.toFixed(1));

export const progressText = (figures: ProduceFigures): string =>
  [
    `${figures.duration_s.toFixed(1)} s`,
    `sent_ok ${figures.sent_ok}`,
    `sent_error ${figures.sent_error}`,
    `throughput_eps ${figures.throughput_eps.toFixed(1)}`,
    `avg_ack_ms ${milliseconds(figures.avg_ack_ms)}`,
    `p95 ${milliseconds(figures.ack_p95_ms)}`,
  ].join('  ');

export const summaryText = (figures: ProduceFigures, topic: string, seed: string): string =>
  [
    `topic           ${topic}`,
    `seed            ${seed}`,
    `duration_s      ${figures.duration_s.toFixed(2)}`,
    `sent_ok         ${figures.sent_ok}`,
    `sent_error      ${figures.sent_error}`,
    `throughput_eps  ${figures.throughput_eps.toFixed(1)}`,
    `avg_ack_ms      ${milliseconds(figures.avg_ack_ms)}`,
    `ack_p95_ms      ${milliseconds(figures.ack_p95_ms)}`,
  ].join('\n');

export interface Progress {
  start(read: () => ProduceFigures): void;
  /** A line of its own, above the progress line. */
  say(text: string): void;
  stop(): void;
}

/** On a terminal one line that is rewritten, elsewhere a line each five seconds. */
export function createProgress(out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): Progress {
  const clear = out.isTTY ? '\r\u001b[2K' : '';
  let timer: NodeJS.Timeout | null = null;
  return {
    start(read) {
      const show = (): void => {
        const text = progressText(read());
        out.write(out.isTTY ? clear + text.slice(0, (out.columns ?? 120) - 1) : `${text}\n`);
      };
      timer = setInterval(show, out.isTTY ? 250 : 5_000);
    },
    say(text) {
      out.write(`${clear}${text}\n`);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      out.write(clear);
    },
  };
}
