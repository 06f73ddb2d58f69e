import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countOutcomes, endStages, runStage } from './run-stage.mjs';

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

/** Runs the fault tests at their full sizes (SOAK=1) and writes what came out, with the machine and its load. */
async function soak() {
  mkdirSync(directory, { recursive: true });
  const startedAt = new Date().toISOString();
  const load = { before: loadavg(), after: /** @type {number[]} */ ([]) };
  const file = join(directory, 'faults.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', `--reporter=${join(root, 'e2e/stage-reporter.mjs')}`];
  const limits = ['--testTimeout=3600000', '--hookTimeout=600000'];
  const result = await runStage({
    name: 'soak',
    command: [vitest, 'run', '--project', 'faults', ...limits, ...reporters, ...process.argv.slice(2)],
    root,
    environment: { ...process.env, SOAK: '1' },
    limitMinutes: mostMinutes,
    report: { file, count: countOutcomes },
  });
  load.after = loadavg();
  const tests = JSON.parse(readFileSync(file, 'utf8'));
  const report = join(directory, `report-${startedAt.replaceAll(':', '-').slice(0, 19)}.json`);
  writeFileSync(report, `${JSON.stringify({ startedAt, machine: machine(), load, ...result, tests }, null, 2)}\n`);
  console.log(`\nreport: ${report}\n${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed > 0 ? 1 : 0;
}

process.once('SIGINT', endStages).once('SIGTERM', endStages);
soak().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
