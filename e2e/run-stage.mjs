import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftServers } from './end-left-servers.mjs';

/**
 * `failures`: titles of what failed; `again`: of what passed at its second try.
 * @typedef {{passed: number, failed: number, skipped: number, failures: string[], again: string[]}} Counts
 */

/** @param {string} file */
const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** What stage-reporter.mjs wrote. @param {import('./stage-reporter.mjs').Outcome[]} outcomes @returns {Counts} */
export function countOutcomes(outcomes) {
  const count = (/** @type {string} */ state) => outcomes.filter((outcome) => outcome.state === state).length;
  return {
    ...{ passed: count('passed'), failed: count('failed'), skipped: count('skipped') },
    failures: outcomes.filter(({ state }) => state === 'failed').map(({ title }) => title),
    again: outcomes.filter(({ again }) => again).map(({ title }) => title),
  };
}

/** Playwright's JSON. @param {any} report @returns {Counts} */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    ...{ passed: expected + flaky, failed: unexpected + report.errors.length, skipped },
    failures: specsThat(report.suites, 'unexpected'),
    again: specsThat(report.suites, 'flaky'),
  };
}

/** Titles of the specs that ended in a way. @param {any[]} suites @param {string} status @returns {string[]} */
function specsThat(suites, status) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter((/** @type {any} */ { tests }) => tests.some((/** @type {any} */ test) => test.status === status))
      .map((/** @type {any} */ { title }) => `${file} > ${title}`),
    ...specsThat(inner, status),
  ]);
}

/** Groups of processes that run now; ended when the run is. @type {Set<number>} */
const running = new Set();

/** Ends every stage that runs, with all it has started. */
export function endStages() {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {}
  }
}

/**
 * Runs a command as a stage, its output on ours, and counts its tests. A stage that ends badly without a failed test,
 * or that takes longer than `limitMinutes`, is one failure.
 * @param {{name: string, command: string[], root: string, environment: NodeJS.ProcessEnv, limitMinutes: number,
 *   report?: {file: string, count: (report: any) => Counts}}} stage
 * @returns {Promise<Counts & {name: string, seconds: number}>}
 */
export async function runStage({ name, command, root, environment, limitMinutes, report }) {
  console.log(`\n── ${name}`);
  if (report !== undefined) rmSync(report.file, { force: true });
  const fromMs = performance.now();
  const startedAtMs = Date.now();
  const env = { ...environment, STAGE_REPORT: report?.file };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: 'inherit', detached: true });
  const pid = child.pid ?? 0;
  running.add(pid);
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    process.kill(-pid, 'SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
  }, limitMinutes * 60_000);
  const code = await new Promise((resolve) => child.once('error', () => resolve(null)).once('exit', resolve));
  clearTimeout(limit);
  running.delete(pid);
  const testDirectory = join(root, '.streamscope/test');
  if ((late || code === null || code > 128) && existsSync(testDirectory)) endLeftServers(testDirectory, startedAtMs);
  const seconds = (performance.now() - fromMs) / 1_000;
  const found = report === undefined ? null : readReport(report.file);
  const alone = { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0, failures: [], again: [] };
  const { failed, ...others } = found === null || report === undefined ? alone : report.count(found);
  if (late) console.log(`${name} was ended after ${limitMinutes} min`);
  const isBad = late || (code !== 0 && failed === 0);
  if (isBad && !late && found !== null) console.log(`${name} ended with ${code} although no test failed`);
  return { name, seconds, ...others, failed: failed + (isBad ? 1 : 0) };
}
