import type { WriteStream } from 'node:tty';

export interface LiveLine {
  start(read: () => string): void;
  /** A line of its own, above the live one. */
  say(text: string): void;
  /** Takes the live line away, until its next turn: something is written to the same terminal. */
  clear(): void;
  stop(): void;
}

/** On a terminal one line that is rewritten, elsewhere a line each five seconds. */
export function createLiveLine(out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): LiveLine {
  const clear = out.isTTY ? '\r\u001b[2K' : '';
  let timer: NodeJS.Timeout | null = null;
  return {
    start(read) {
      const show = (): void => {
        out.write(out.isTTY ? clear + read().slice(0, (out.columns ?? 120) - 1) : `${read()}\n`);
      };
      timer = setInterval(show, out.isTTY ? 250 : 5_000);
    },
    say(text) {
      out.write(`${clear}${text}\n`);
    },
    clear() {
      out.write(clear);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      out.write(clear);
    },
  };
}
