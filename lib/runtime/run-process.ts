import type { Log } from './log';
import type { Part } from './part';

/** What a worker sends its supervisor over the IPC channel once it works. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly healthPort: number;
}

/** A clean stop must end within this; then the process ends itself with 1. */
const stopLimitMs = 9_000;

/**
 * Runs a process: starts the parts in order, stops them in reverse on SIGTERM, SIGINT or when the supervisor's channel
 * closes; a second signal forces. An error nobody caught ends the process with 1 after a clean stop was tried.
 * `fail` lets a part end the process (watchdog, consumer crash).
 */
export function runProcess(options: {
  log: Log;
  parts: readonly Part[];
  /** Called when all parts have started. */
  onReady?: () => void;
}): { fail: (reason: unknown) => void } {
  const { log, parts } = options;
  const abort = new AbortController();
  const started: Part[] = [];
  let stopping = false;

  const stop = async (code: number, reason: string): Promise<void> => {
    if (stopping) {
      log.warn({ reason }, 'asked to stop again: ending at once');
      process.exit(code === 0 ? 130 : code);
    }
    stopping = true;
    log.info({ reason }, 'stopping');
    abort.abort();
    setTimeout(() => {
      log.error({ stopLimitMs }, 'did not stop in time: ending at once');
      process.exit(1);
    }, stopLimitMs).unref();
    let exitCode = code;
    for (const part of [...started].reverse()) {
      try {
        await part.stop();
      } catch (error) {
        exitCode = 1;
        log.error({ part: part.name, err: error }, 'a part did not stop cleanly');
      }
    }
    log.info({ exitCode }, 'stopped');
    process.exit(exitCode);
  };

  const fail = (reason: unknown): void => {
    log.fatal({ err: reason }, 'ending because of an error');
    void stop(1, 'error');
  };

  process.on('SIGTERM', () => void stop(0, 'SIGTERM'));
  process.on('SIGINT', () => void stop(0, 'SIGINT'));
  process.on('disconnect', () => void stop(0, 'the supervisor is gone'));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  void (async () => {
    for (const part of parts) {
      if (stopping) return;
      started.push(part);
      await part.start(abort.signal);
      log.debug({ part: part.name }, 'started');
    }
    if (stopping) return;
    log.info('ready');
    options.onReady?.();
  })().catch((error) => {
    if (!abort.signal.aborted) fail(error);
  });

  return { fail };
}

/** Tells the supervisor, if there is one, that this process works. */
export function announceReady(healthPort: number): void {
  const message: ReadyMessage = { type: 'ready', healthPort };
  process.send?.(message);
}
