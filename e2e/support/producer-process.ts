import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A real producer in a process of its own, as the supervisor starts it. */
export interface ProducerProcess {
  /** It has said that it is ready. */
  ready(withinMs?: number): Promise<void>;
  /** Sum of a Prometheus metric over its labels; 0 when it has no sample yet. */
  metric(name: string): Promise<number>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** The last lines of its log. */
  tail(): string;
}

export function startProducer(environment: Readonly<Record<string, string>>): ProducerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'workers/producer/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...environment },
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream! }).on('line', (line) => log.push(line));
  const tail = (): string => log.slice(-15).join('\n');
  let healthPort: number | null = null;
  child.on('message', (message: { type?: string; healthPort?: number }) => {
    if (message.type === 'ready') healthPort = message.healthPort ?? null;
  });
  const gone = once(child, 'exit').then(([code]) => code as number | null);
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  return {
    tail,
    async ready(withinMs = 60_000) {
      const isReady = (): boolean => {
        if (isGone) throw new Error(`the producer ended:\n${tail()}`);
        return healthPort !== null;
      };
      await eventually('the producer is ready', isReady, { withinMs, describe: tail });
    },
    async metric(name) {
      const signal = AbortSignal.timeout(2_000);
      const text = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`, { signal })).text();
      const samples = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
    async end(signal) {
      if (!isGone) child.kill(signal);
      return gone;
    },
  };
}
