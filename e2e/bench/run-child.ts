import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command from the repository's root and resolves to what it printed; rejects with its error output. */
export function runChild(command: string, args: readonly string[], limitMs = 600_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    const errors: string[] = [];
    child.stdout.on('data', (text) => output.push(String(text)));
    child.stderr.on('data', (text) => errors.push(String(text)));
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      if (code === 0) resolve(output.join(''));
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${errors.join('').slice(-2_000)}`));
    });
  });
}

/** Runs a TypeScript file of this folder in a process of its own and reads the JSON of its last line. */
export async function runScript<T>(file: string, args: readonly string[]): Promise<T> {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const lines = (await runChild(process.execPath, ['--import', 'tsx', script, ...args])).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '') as T;
}
