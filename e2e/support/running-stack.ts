import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processSpecs } from '../../workers/stack/process-specs';

export interface RunningStack {
  readonly webUrl: string;
  readonly gatewayUrl: string;
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  readonly dataDirectory: string;
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

/** The command line against the running stack. */
function streamscope(args: readonly string[], input: 'ignore' | 'pipe'): ChildProcess {
  return spawn(process.execPath, ['workers/cli/streamscope.mjs', ...args], {
    cwd: root,
    env: { ...process.env, KAFKA_BROKERS: runningStack().brokers.join(',') },
    stdio: [input, 'pipe', 'ignore'],
  });
}

/** Sends these values to a topic as they are, in their order where there is a key; resolves when they are acknowledged. */
export async function sendValues(topic: string, values: readonly unknown[], key?: string): Promise<void> {
  const child = streamscope(['replay', '-', '--topic', topic, '--events-per-second', '0'], 'pipe');
  child.stdin?.end(values.map((value) => `${JSON.stringify({ value, ...(key !== undefined && { key }) })}\n`).join(''));
  child.stdout?.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`sending to ${topic} ended with ${code}`);
}

/** `streamscope produce orders` with these flags, against the running stack. */
export const produceOrders = (...flags: readonly string[]): Production => produce('orders', ...flags);

/** `streamscope produce NAME` with these flags, against the running stack. */
export function produce(name: string, ...flags: readonly string[]): Production {
  const child = streamscope(['produce', name, '--json', ...flags], 'ignore');
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

/** The producer that `npm start -- --all-streams` starts, against the running stack. */
export function produceAllStreams(): Production {
  const stack = runningStack();
  const [gatewayPort, webPort] = [stack.gatewayUrl, stack.webUrl].map((url) => Number(new URL(url).port));
  const spec = processSpecs({
    ...{ root, dataDirectory: stack.dataDirectory, webBuildDirectory: '.next-test', ordersPerSecond: 50 },
    ...{ allStreams: true, environment: process.env },
    addresses: { ...stack, gatewayPort: gatewayPort ?? 0, webPort: webPort ?? 0 },
  }).find(({ name }) => name === 'producer');
  const child = spawn(process.execPath, [...(spec?.args ?? [])], {
    cwd: root,
    env: spec?.environment,
    stdio: 'ignore',
  });
  const ended = once(child, 'close').then(([code]) => String(code));
  return {
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
