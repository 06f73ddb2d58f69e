import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly atMs: number;
}

/** A real aggregator in a process of its own, as the supervisor starts it. */
export interface AggregatorProcess {
  /** Kafka client id and `owner_id`. */
  readonly instance: string;
  readonly pid: number;
  readonly log: readonly Record<string, unknown>[];
  /** null while it runs. */
  readonly exit: Exit | null;
  ready(withinMs?: number): Promise<void>;
  exited(withinMs?: number): Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM and wait; a process that is stopped is continued first. */
  stop(): Promise<Exit>;
  /** Sum of a Prometheus counter over its labels; 0 when it has no sample yet. */
  metric(name: string): Promise<number>;
  /** `/readyz`: null when ready, else its reasons. */
  notReady(): Promise<string[] | null>;
  /** The last lines of its log as text, for error messages. */
  tail(): string;
}

/** Settings of the fault tests: one stream, and a 3 s session, so that a stalled worker is soon out of its group. */
const faultSettings = {
  STREAMSCOPE_STREAMS: 'orders',
  KAFKA_SESSION_TIMEOUT_MS: '3000',
  KAFKA_HEARTBEAT_INTERVAL_MS: '300',
};

export function startAggregator(options: {
  brokers: readonly string[];
  databaseUrl: string;
  groupId: string;
  environment?: Readonly<Record<string, string>>;
}): AggregatorProcess {
  const instance = `aggregator-${randomBytes(4).toString('hex')}`;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'workers/aggregator/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      KAFKA_BROKERS: options.brokers.join(','),
      DATABASE_URL: options.databaseUrl,
      STREAMSCOPE_GROUP_ID: options.groupId,
      STREAMSCOPE_INSTANCE: instance,
      ...faultSettings,
      ...options.environment,
    },
  });
  const log: Record<string, unknown>[] = [];
  const keep = (text: string): void => {
    try {
      log.push(JSON.parse(text));
    } catch {
      log.push({ msg: text });
    }
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream! }).on('line', keep);
  let exit: Exit | null = null;
  let healthPort: number | null = null;
  child.once('exit', (code, signal) => {
    exit = { code, signal, atMs: Date.now() };
  });
  child.on('message', (message: { type?: string; healthPort?: number }) => {
    if (message.type === 'ready') healthPort = message.healthPort ?? null;
  });
  const tail = (): string =>
    log
      .slice(-15)
      .map((line) => JSON.stringify(line))
      .join('\n');
  const ask = async (path: string): Promise<Response> => {
    if (healthPort === null) throw new Error(`${instance} has not said its health port`);
    return fetch(`http://127.0.0.1:${healthPort}${path}`, { signal: AbortSignal.timeout(2_000) });
  };
  const exited = (withinMs = 30_000): Promise<Exit> =>
    eventually(`${instance} has ended`, () => exit, { withinMs, describe: tail });

  return {
    instance,
    pid: child.pid!,
    log,
    get exit() {
      return exit;
    },
    tail,
    exited,
    async ready(withinMs = 60_000) {
      const what = `${instance} is ready`;
      await eventually(
        what,
        () => {
          if (exit !== null) throw new Error(`${instance} ended:\n${tail()}`);
          return healthPort !== null;
        },
        { withinMs, describe: tail },
      );
    },
    kill: (signal) => void child.kill(signal),
    async stop() {
      if (exit !== null) return exit;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      child.kill('SIGCONT');
      const limit = setTimeout(() => child.kill('SIGKILL'), 12_000);
      await gone;
      clearTimeout(limit);
      return exited();
    },
    async metric(name) {
      const lines = (await (await ask('/metrics')).text()).split('\n');
      const samples = lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
    async notReady() {
      const response = await ask('/readyz');
      const answer = (await response.json()) as { ok: boolean; reasons: string[] };
      return answer.ok ? null : answer.reasons;
    },
  };
}
