import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endOrphan, readProcessRecord, recordProcess } from './orphan';

const recordName = 'process.json';
const longestLogBytes = 8 * 1024 * 1024;

/** One broker as a process in a group of its own. */
export interface KafkaBroker {
  /** 0 while it is down. */
  readonly pid: number;
  /** Starts it and waits until it serves. */
  start(): Promise<void>;
  /** Sends `signal` and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const tailOf = (file: string, from: number): string => readFileSync(file).subarray(from).toString();

/** Ends a broker that an earlier, killed supervisor left running on `directory`. */
export async function endBrokerOf(directory: string): Promise<void> {
  const orphan = readProcessRecord(join(directory, recordName));
  if (orphan !== null) await endOrphan(orphan, { directory, gentle: 'SIGTERM', patienceMs: 6_000 });
}

export function createKafkaBroker(options: {
  id: number;
  directory: string;
  /** File that the broker appends to. */
  log: string;
  javaArguments: () => readonly string[];
  startLimitMs: number;
  /** Called when it ends without having been asked to. */
  onExit: (reason: string) => void;
}): KafkaBroker {
  const { log } = options;
  const record = join(options.directory, recordName);
  let child: ChildProcess | null = null;
  let asked = false;

  const hasEnded = (process: ChildProcess) => process.exitCode !== null || process.signalCode !== null;

  return {
    get pid() {
      return child === null || hasEnded(child) ? 0 : (child.pid ?? 0);
    },
    async start() {
      if (sizeOf(log) > longestLogBytes) renameSync(log, `${log}.1`);
      const from = sizeOf(log);
      const output = openSync(log, 'a');
      const started = spawn('java', options.javaArguments(), {
        cwd: options.directory,
        detached: true,
        stdio: ['ignore', output, output],
      });
      closeSync(output);
      child = started;
      asked = false;
      let failure: string | null = null;
      started.once('error', (error) => {
        failure = error.message;
      });
      if (started.pid !== undefined) recordProcess(record, started.pid);
      const deadline = performance.now() + options.startLimitMs;
      while (!tailOf(log, from).includes('Kafka Server started')) {
        if (failure !== null || hasEnded(started) || performance.now() > deadline) {
          if (!hasEnded(started)) started.kill('SIGKILL');
          const cause = failure ?? (hasEnded(started) ? `it ended with ${started.exitCode}` : 'it took too long');
          throw new Error(
            `Kafka node ${options.id} did not start, ${cause}; ${log} ends:\n${tailOf(log, from).slice(-1_500)}`,
          );
        }
        await delay(40);
      }
      const told = (code: number | null, signal: NodeJS.Signals | null) => {
        if (!asked) options.onExit(`Kafka node ${options.id} ended by itself (${signal ?? code}); see ${log}`);
      };
      if (hasEnded(started)) told(started.exitCode, started.signalCode);
      else started.once('exit', told);
    },
    async end(signal) {
      const running = child;
      if (running === null || hasEnded(running)) return;
      const isToEnd = signal !== 'SIGSTOP' && signal !== 'SIGCONT';
      asked ||= isToEnd;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill(signal);
      if (isToEnd) await ended;
    },
  };
}
