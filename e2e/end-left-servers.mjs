import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identifyProcess } from '../lib/embedded/process-identity.mjs';

/**
 * Ends embedded servers whose record below `directory` was written since `sinceMs`: those of a stage that was ended
 * before it could stop them. Only processes whose start time is the recorded one and that name their directory.
 * @param {string} directory
 * @param {number} sinceMs milliseconds since 1970
 */
export function endLeftServers(directory, sinceMs) {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((path) => path.endsWith('process.json'))) {
    const file = join(directory, name);
    try {
      const { pid, startTime } = JSON.parse(readFileSync(file, 'utf8'));
      const found = identifyProcess(pid);
      const isOurs = found?.startTime === startTime && found?.commandLine.includes(dirname(file));
      if (isOurs && statSync(file).mtimeMs >= sinceMs) process.kill(pid, 'SIGKILL');
    } catch {}
  }
}
