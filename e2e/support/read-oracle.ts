import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { emptyTotals, type OracleTotals } from './oracle';

/** Runs a reader of a topic (brokers, topic and `more` are its arguments) in a process of its own; returns the JSON it prints. */
export async function readInChild(
  script: string,
  brokers: readonly string[],
  topic: string,
  ...more: readonly string[]
): Promise<unknown> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, brokers.join(','), topic, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const limit = setTimeout(() => child.kill('SIGKILL'), 180_000);
  const [code] = await once(child, 'close');
  clearTimeout(limit);
  if (code !== 0) throw new Error(`the reader of ${topic} ended with ${code}`);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** Reads the whole topic as it stands now and returns what it holds, by the tests' own count. */
export const readOracle = async (brokers: readonly string[], topic = 'orders'): Promise<OracleTotals> =>
  (await readInChild('./oracle-process.ts', brokers, topic)) as OracleTotals;

/** A committed range as a worker published it. */
export interface PublishedPart {
  readonly topic: string;
  readonly partition: number;
  readonly fromOffset: string;
  readonly toOffset: string;
  readonly [name: string]: unknown;
}

/** Parts of all consumer samples on the topic `metrics`, copies included. */
export async function readPublishedParts(brokers: readonly string[]): Promise<PublishedPart[]> {
  const samples = (await readInChild('./values-process.ts', brokers, 'metrics')) as { parts?: PublishedPart[] }[];
  return samples.flatMap((sample) => sample.parts ?? []);
}

/** Totals of what was in the topic at two times that have no record in common (the first was deleted in between). */
export function addTotals(first: OracleTotals, second: OracleTotals): OracleTotals {
  const sum = emptyTotals();
  sum.valid = first.valid + second.valid;
  sum.quantity = `${BigInt(first.quantity) + BigInt(second.quantity)}`;
  sum.revenue = `${BigInt(first.revenue) + BigInt(second.revenue)}`;
  for (const totals of [first, second]) {
    sum.rejected.push(...totals.rejected);
    for (const [key, [orders, quantity, revenue]] of Object.entries(totals.cells)) {
      const cell = sum.cells[key] ?? [0, 0, '0'];
      sum.cells[key] = cell;
      cell[0] += orders;
      cell[1] += quantity;
      cell[2] = `${BigInt(cell[2]) + BigInt(revenue)}`;
    }
    for (const [partition, figures] of Object.entries(totals.partitions)) {
      const known = sum.partitions[partition];
      sum.partitions[partition] = {
        low: known?.low ?? figures.low,
        high: figures.high,
        valid: (known?.valid ?? 0) + figures.valid,
        dead: (known?.dead ?? 0) + figures.dead,
        deduplicated: (known?.deduplicated ?? 0) + figures.deduplicated,
      };
    }
  }
  return sum;
}
