import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countOutcomes, countPlaywright, endStages, runStage } from './run-stage.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const directory = join(root, '.streamscope/soak');
const mostMinutes = 180;

const machine = () => {
  const version = (/** @type {string} */ command, /** @type {string[]} */ args) =>
    execFileSync(command, args, { encoding: 'utf8', cwd: root }).trim().split('\n')[0];
  return {
    cpu: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    commit: version('git', ['rev-parse', 'HEAD']),
  };
};

/** Browser promises that are larger at full size. */
const browserSpecs = ['watched-long', 'wire-budget'];

/**
 * Runs the fault tests and the long browser tests at their full sizes (SOAK=1), or the named fault tests alone, and
 * writes what came out, with the machine and its load.
 */
async function soak() {
  mkdirSync(directory, { recursive: true });
  const startedAt = new Date().toISOString();
  const load = { before: loadavg(), after: /** @type {number[]} */ ([]) };
  const chosen = process.argv.slice(2);
  const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
  const [faults, browser] = ['faults', 'browser'].map((name) => join(directory, `${name}.json`));
  const reporters = ['--reporter=default', `--reporter=${join(root, 'e2e/stage-reporter.mjs')}`];
  const limits = ['--testTimeout=3600000', '--hookTimeout=600000'];
  const stages = [
    {
      name: 'faults',
      command: [bin('vitest/vitest.mjs'), 'run', '--project', 'faults', ...limits, ...reporters, ...chosen],
      report: { file: faults ?? '', count: countOutcomes },
    },
    {
      name: 'browser',
      command: [
        ...[bin('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
        ...browserSpecs,
      ],
      report: { file: browser ?? '', count: countPlaywright },
    },
  ].slice(0, chosen.length > 0 ? 1 : 2);
  const environment = { ...process.env, SOAK: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: browser };
  const results = [];
  for (const stage of stages) results.push(await runStage({ ...stage, root, environment, limitMinutes: mostMinutes }));
  load.after = loadavg();
  const tests = JSON.parse(readFileSync(faults ?? '', 'utf8'));
  const report = join(directory, `report-${startedAt.replaceAll(':', '-').slice(0, 19)}.json`);
  writeFileSync(report, `${JSON.stringify({ startedAt, machine: machine(), load, results, tests }, null, 2)}\n`);
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\nreport: ${report}\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

process.once('SIGINT', endStages).once('SIGTERM', endStages);
soak().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
