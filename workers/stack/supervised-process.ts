import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess } from '@/lib/embedded/process-identity.mjs';
import type { ReadyMessage } from '@/lib/runtime/run-process';
import { lastLines, type RotatingLog } from './rotating-log';
import type { StackProcess } from './stack-file';

/** A Node process of ours. */
export interface ProcessSpec {
  readonly name: string;
  /** Of `node`; must name the data directory, by which an orphan is recognised. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Set where it cannot say itself that it works: it does when this address answers. */
  readonly readyUrl?: string;
  /** Called with the instance name of each one that died. */
  readonly afterDeath?: (instance: string) => Promise<void>;
}

export interface SupervisedProcess {
  readonly name: string;
  /** Resolves when it has worked since it was started or resumed last; rejects when it was given up before. */
  readonly ready: Promise<void>;
  /** Ends it for a while, as `stop` does; `resume` starts it again. Nothing happens after `stop`. */
  pause(patienceMs: number): Promise<void>;
  resume(): void;
  /** null while none runs. */
  describe(): StackProcess | null;
  /** SIGTERM, and SIGKILL to its whole group after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
  kill(): void;
}

/** So many deaths in a row before it ever worked end the whole. */
const mostDeathsBeforeReady = 5;
const firstPauseMs = 200;
const longestPauseMs = 5_000;
/** A process that worked this long before it died is started again without a pause. */
const soundAfterMs = 5_000;

const untilAnswers = async (url: string, child: ChildProcess): Promise<void> => {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer !== null) return;
    await delay(100);
  }
};

function createReadiness() {
  let resolve = (): void => undefined;
  let reject = (_reason: Error): void => undefined;
  const promise = new Promise<void>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** Keeps a process running: starts it, and again whenever it dies. */
export function superviseProcess(
  spec: ProcessSpec,
  around: {
    root: string;
    log: RotatingLog;
    /** A process came, became ready or went. */
    onChange: () => void;
    /** It died too often without ever having worked. */
    onGiveUp: (reason: string) => void;
    say: (sentence: string) => void;
  },
): SupervisedProcess {
  const { name } = spec;
  const { log, say } = around;
  let child: ChildProcess | null = null;
  let described: StackProcess | null = null;
  let stopping = false;
  let restarts = 0;
  let deathsBeforeReady = 0;
  let quickDeaths = 0;
  let pause: NodeJS.Timeout | null = null;
  let paused = false;
  let readiness = createReadiness();

  const launch = (): void => {
    const instance = `${name}-${randomBytes(4).toString('hex')}`;
    const started = spawn(process.execPath, spec.args, {
      cwd: around.root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...spec.environment, STREAMSCOPE_INSTANCE: instance, STREAMSCOPE_RESTARTS: String(restarts) },
    });
    let readyAtMs: number | null = null;
    child = started;
    started.stdout?.on('data', (chunk) => log.write(chunk));
    started.stderr?.on('data', (chunk) => log.write(chunk));
    started.on('error', (error) => log.write(Buffer.from(`${error}\n`)));
    const pid = started.pid ?? 0;
    described = { name, pid, healthPort: null, startTime: identifyProcess(pid)?.startTime ?? '' };
    around.onChange();

    const becameReady = (healthPort: number | null): void => {
      if (child !== started || readyAtMs !== null) return;
      readyAtMs = performance.now();
      deathsBeforeReady = 0;
      described = { name, pid, healthPort, startTime: described?.startTime ?? '' };
      readiness.resolve();
      around.onChange();
    };
    started.on('message', (message: ReadyMessage) => {
      if (message.type === 'ready') becameReady(message.healthPort);
    });
    if (spec.readyUrl !== undefined)
      void untilAnswers(spec.readyUrl, started).then(() => {
        if (started.exitCode === null && started.signalCode === null) becameReady(null);
      });

    started.once('exit', (code, signal) => {
      child = null;
      described = null;
      around.onChange();
      if (stopping || paused) return;
      const how = signal === null ? `ended with ${code}` : `was ended by ${signal}`;
      if (readyAtMs === null) deathsBeforeReady += 1;
      quickDeaths = readyAtMs !== null && performance.now() - readyAtMs > soundAfterMs ? 0 : quickDeaths + 1;
      void spec.afterDeath?.(instance).catch((error) => log.write(Buffer.from(`after its death: ${error}\n`)));
      if (deathsBeforeReady >= mostDeathsBeforeReady) {
        const reason = `${name} ${how} ${deathsBeforeReady} times before it worked; ${log.file} ends:\n${lastLines(log.file, 12)}`;
        readiness.reject(new Error(reason));
        around.onGiveUp(reason);
        return;
      }
      const pauseMs = quickDeaths <= 1 ? 0 : Math.min(firstPauseMs * 2 ** (quickDeaths - 2), longestPauseMs);
      say(`${name} (process ${pid}) ${how}; started again${pauseMs > 0 ? ` in ${pauseMs} ms` : ''}`);
      restarts += 1;
      pause = setTimeout(launch, pauseMs);
    });
  };

  const kill = (): void => {
    if (child?.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  };

  const endChild = async (patienceMs: number): Promise<void> => {
    if (pause !== null) clearTimeout(pause);
    const running = child;
    if (running === null) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill('SIGTERM');
    const impatience = setTimeout(kill, patienceMs);
    await ended;
    clearTimeout(impatience);
  };

  launch();
  return {
    name,
    get ready() {
      return readiness.promise;
    },
    describe: () => described,
    kill,
    async pause(patienceMs) {
      paused = true;
      await endChild(patienceMs);
    },
    resume() {
      if (!paused || stopping) return;
      paused = false;
      deathsBeforeReady = 0;
      readiness = createReadiness();
      launch();
    },
    async stop(patienceMs) {
      stopping = true;
      await endChild(patienceMs);
    },
  };
}
