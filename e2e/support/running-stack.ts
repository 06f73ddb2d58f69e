import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface RunningStack {
  readonly webUrl: string;
  readonly gatewayUrl: string;
  readonly brokers: readonly string[];
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The stack the browser tests run on, as its supervisor describes it now. */
export function runningStack(): RunningStack {
  const file = process.env.E2E_STACK_FILE;
  if (!file) throw new Error('E2E_STACK_FILE is not set: the set-up of playwright.config.ts names the stack');
  return JSON.parse(readFileSync(file, 'utf8')) as RunningStack;
}

export function pidOf(name: string): number {
  const found = runningStack().processes.find((process) => process.name === name);
  if (found === undefined) throw new Error(`no process ${name} runs`);
  return found.pid;
}

export interface Production {
  /** Ends it as Ctrl-C would and resolves with its last line. */
  stop(): Promise<string>;
  /** Resolves when it ended by itself. */
  readonly ended: Promise<string>;
}

/** `streamscope produce orders` with these flags, against the running stack. */
export function produceOrders(...flags: readonly string[]): Production {
  const child: ChildProcess = spawn(
    process.execPath,
    ['workers/cli/streamscope.mjs', 'produce', 'orders', '--json', ...flags],
    {
      cwd: root,
      env: { ...process.env, KAFKA_BROKERS: runningStack().brokers.join(',') },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'close').then(() => output.trim().split('\n').at(-1) ?? '');
  return {
    ended,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
