import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CommandFailed } from './command-failed';

const stackSchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
  brokers: z.array(z.string()),
  databaseUrl: z.string(),
  webUrl: z.string(),
  gatewayUrl: z.string(),
  dataDirectory: z.string(),
  /** Where the supervisor takes commands; the token is a secret of the user. */
  control: z.object({ url: z.string(), token: z.string() }).optional(),
  processes: z.array(
    z.object({ name: z.string(), pid: z.number().int(), healthPort: z.number().int().nullable().optional() }),
  ),
});
/** What `npm start` wrote about itself into `stack.json`. */
export type RunningStack = z.infer<typeof stackSchema>;

/** Root of the repository, absolute, with a slash at its end. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Data directory: `given` is relative to where the command is called; without it the repository's own. */
export const dataDirectory = (given: string): string =>
  given === '' ? join(repository, '.streamscope') : resolve(given);

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The stack of a data directory, null when none runs there. */
export function findRunningStack(directory: string): RunningStack | null {
  let text: string;
  try {
    text = readFileSync(join(directory, 'stack.json'), 'utf8');
  } catch {
    return null;
  }
  const stack = stackSchema.safeParse(parseJson(text));
  return stack.success && isAlive(stack.data.pid) ? stack.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Throws what to do when nothing runs. */
export function requireRunningStack(directory: string): RunningStack {
  const stack = findRunningStack(directory);
  if (stack === null)
    throw new CommandFailed(
      `Nothing runs with its state in ${directory}. Start it with \`npm start\`, or name another place with --directory PATH.`,
    );
  return stack;
}
