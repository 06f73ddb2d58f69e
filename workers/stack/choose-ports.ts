import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@/lib/embedded/free-port';

export interface ChosenPorts {
  readonly web: number;
  readonly gateway: number;
}

function lastChosen(file: string): Partial<ChosenPorts> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * The wished ports, or free ones in place of taken ones, which is said. A replacement is remembered in the data
 * directory and tried first the next time, since another gateway address means another web build.
 */
export async function choosePorts(
  wished: ChosenPorts,
  options: { dataDirectory: string; say: (sentence: string) => void },
): Promise<ChosenPorts> {
  const file = join(options.dataDirectory, 'ports.json');
  const last = lastChosen(file);
  const taken = new Set<number>();
  const choose = async (name: keyof ChosenPorts): Promise<number> => {
    const port = await freePort({ preferred: wished[name], taken });
    if (port === wished[name] || wished[name] === 0) return port;
    taken.delete(port);
    const replacement = await freePort({ preferred: last[name] ?? port, taken });
    options.say(`port ${wished[name]} of the ${name} is taken: ${replacement} is used`);
    return replacement;
  };
  const ports = { web: await choose('web'), gateway: await choose('gateway') };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}
