import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sizes = [
  ...['--records', '20000', '--rounds', '1', '--naive-records', '200', '--latency-seconds', '3', '--rate', '200'],
  ...['--stream-records', '5000', '--stream-rounds', '1', '--memory-records', '10000', '--cell-rounds', '2'],
];

interface Report {
  readonly machine: Readonly<Record<string, unknown>>;
  readonly verdicts: readonly {
    readonly what: string;
    readonly value: number | null;
    readonly passed: boolean | null;
  }[];
}

const soak = process.env.SOAK === '1';

it.runIf(soak)(
  'the benchmark measures every promise in one run and leaves a report',
  async () => {
    const bench = spawn(process.execPath, ['e2e/run-bench.mjs', ...sizes], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    for (const stream of [bench.stdout, bench.stderr]) stream.on('data', (text) => said.push(String(text)));
    const [code] = await once(bench, 'exit');
    const output = said.join('');
    const file = /^report: (.+)$/m.exec(output)?.[1];
    expect(file, output).toBeDefined();
    const report = JSON.parse(readFileSync(file!, 'utf8')) as Report;
    rmSync(file!);
    // Sizes this small say nothing about speed: only that everything was measured, and judged as the exit code says.
    expect(report.verdicts).toHaveLength(25);
    const measured = report.verdicts.filter(({ what }) => !what.startsWith('memory growth'));
    for (const { what, value } of measured) expect(value, what).toBeGreaterThan(0);
    expect(code).toBe(report.verdicts.every((verdict) => verdict.passed) ? 0 : 1);
    expect(report.machine).toMatchObject({ node: process.versions.node });
    for (const { what } of report.verdicts) expect(output).toContain(what);
  },
  300_000,
);

it('the benchmark refuses a size it cannot use and names the flag', async () => {
  const bench = spawn(process.execPath, ['e2e/run-bench.mjs', '--records', 'many'], { cwd: root });
  const said: string[] = [];
  bench.stderr.on('data', (text) => said.push(String(text)));
  const [code] = await once(bench, 'exit');
  expect(code).toBe(2);
  expect(said.join('')).toContain('--records: "many" is not a whole number above 0');
});
