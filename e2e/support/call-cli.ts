import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../workers/cli/streamscope.mjs', import.meta.url));

/**
 * The command `streamscope` as a user calls it, from `directory`, without a stack. `written` grows while it runs.
 */
export function callCli(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: directory,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, STREAMSCOPE_DIRECTORY: directory, ...environment },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    written.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    written.stderr += bytes;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...written }));
  return { child, ended, written };
}

/** Every line of a command's output, each of which is JSON. */
export const jsonLines = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The last of them. */
export const lastJson = (stdout: string): Record<string, unknown> => jsonLines(stdout.trim().split('\n').at(-1)!)[0]!;
