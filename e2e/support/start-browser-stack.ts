import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = join(root, '.streamscope/test/browser');
const readyLine = 'Streamscope is at';
const startLimitMs = 240_000;

/** Ports far from those of `npm start`, and a web build of its own: the tests pass while it runs. */
const environment = {
  ...process.env,
  WEB_PORT: '13000',
  GATEWAY_PORT: '14010',
  STREAMSCOPE_KAFKA_PORT: '19192',
  STREAMSCOPE_POSTGRES_PORT: '15432',
  NEXT_DIST_DIR: '.next-test',
};

/**
 * Starts an empty stack without a producer for the browser tests, and gives its address as E2E_WEB_URL and its
 * stack.json as E2E_STACK_FILE. Both given: that stack is used. Returns what stops it.
 */
export default async function startBrowserStack(): Promise<() => Promise<void>> {
  if (process.env.E2E_WEB_URL && process.env.E2E_STACK_FILE) return async () => undefined;
  mkdirSync(directory, { recursive: true });
  const log = join(directory, 'stack.log');
  const output = openSync(log, 'w');
  const args = [join(root, 'workers/stack/start.mjs'), '--directory', directory, '--no-demo', '--fresh'];
  const stack = spawn(process.execPath, args, { cwd: root, env: environment, stdio: ['ignore', output, output] });
  closeSync(output);
  const ended = new Promise<void>((resolve) => stack.once('exit', () => resolve()));
  const stackFile = join(directory, 'stack.json');
  const stop = async () => {
    stack.kill('SIGTERM');
    await ended;
  };
  const deadline = performance.now() + startLimitMs;
  while (!readFileSync(log, 'utf8').includes(readyLine)) {
    if (stack.exitCode !== null || stack.signalCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`the stack for the browser tests did not start:\n${readFileSync(log, 'utf8')}`);
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  if (!existsSync(stackFile)) throw new Error(`no ${stackFile}`);
  process.env.E2E_STACK_FILE = stackFile;
  process.env.E2E_WEB_URL = JSON.parse(readFileSync(stackFile, 'utf8')).webUrl;
  return stop;
}
