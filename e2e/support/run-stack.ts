import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { movedHome } from '@/lib/embedded/postgres-owner';
import type { StackFile } from '@/workers/stack/stack-file';
import { cloneTree } from './clone-tree';

export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Every test stack has this gateway address, so that the web app is built once for all of them. */
export const testStackEnvironment = {
  WEB_PORT: '13000',
  GATEWAY_PORT: '14010',
  STREAMSCOPE_KAFKA_PORT: '19192',
  STREAMSCOPE_POSTGRES_PORT: '15432',
  NEXT_DIST_DIR: '.next-test',
};

/** The supervisor as a user starts it, with what it says. */
export interface RunningStack {
  readonly process: ChildProcess;
  readonly directory: string;
  output(): string;
  /** What stack.json says now. */
  file(): StackFile;
  /** Waits until the output holds `text`; fails at once when the supervisor ends before. */
  said(text: string, withinMs?: number): Promise<void>;
  /** Exit code once it has ended (null after a signal). */
  readonly exit: Promise<number | null>;
}

const running = new Set<RunningStack>();

export const readyLine = 'Streamscope is at';

/** A data directory of its own below .streamscope/test. */
export function newStackDirectory(): string {
  const parent = join(repository, '.streamscope/test');
  mkdirSync(parent, { recursive: true });
  const directory = mkdtempSync(join(parent, 'stack-'));
  chmodSync(directory, 0o755);
  return directory;
}

/** A copy of the working tree, with packages and jars as hard links, below a directory that only its owner can walk. */
export function cloneBelowClosedDirectory(): string {
  const clone = join(mkdtempSync(join(repository, '.streamscope/test/closed-')), 'clone');
  cloneTree(repository, clone);
  return clone;
}

/** Starts the supervisor; `nodeArguments` stand before its script. */
export function runStack(options: {
  directory: string;
  arguments?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  nodeArguments?: readonly string[];
  root?: string;
}): RunningStack {
  const { directory } = options;
  const script = join(options.root ?? repository, 'workers/stack/start.mjs');
  const args = [...(options.nodeArguments ?? []), script, '--directory', directory, ...(options.arguments ?? [])];
  const environment = { ...process.env, ...testStackEnvironment, ...options.environment };
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk;
    });
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const stack: RunningStack = {
    process: child,
    directory,
    exit,
    output: () => text,
    file: () => JSON.parse(readFileSync(join(directory, 'stack.json'), 'utf8')),
    async said(wanted, withinMs = 180_000) {
      const deadline = performance.now() + withinMs;
      while (!text.includes(wanted)) {
        const ended = child.exitCode !== null || child.signalCode !== null;
        if (ended || performance.now() > deadline)
          throw new Error(`the supervisor ${ended ? 'ended' : 'went on'} without saying "${wanted}":\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
  running.add(stack);
  void exit.then(() => running.delete(stack));
  return stack;
}

/** Living processes whose command line names `directory`, with their ids. */
export function processesOf(directory: string): string[] {
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(directory) && !line.includes('ps -ww'));
}

/** Ends whatever a failed test left, the supervisor first, and removes the directory. */
export async function cleanUp(directory: string): Promise<void> {
  const left = [...running].filter((stack) => stack.directory.startsWith(directory));
  for (const { process } of left) process.kill('SIGTERM');
  await Promise.all(left.map(({ exit }) => exit));
  for (const line of processesOf(directory)) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL');
    } catch {}
  }
  const homes = [directory, join(directory, 'clone/.streamscope')].flatMap((state) =>
    ['one-broker', 'three-brokers'].map((cluster) => movedHome(join(state, cluster, 'postgres'))),
  );
  for (const path of [directory, ...homes]) if (existsSync(path)) rmSync(path, { recursive: true, force: true });
}
