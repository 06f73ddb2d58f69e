import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifyProcess } from '../lib/embedded/process-identity.mjs';
import { isWantedNode } from '../workers/stack/wanted-node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const reports = join(root, '.streamscope/test/reports');
const usage = `npm test -- [stage ...]     runs every test, or the named stages: lint types unit integration faults browser`;

/** Our variables would change what is tested: the tests set their own. TEST_* name servers to use. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(KAFKA_|DATABASE_URL$|GATEWAY_|STREAMSCOPE_|NEXT_DIST_DIR$|WEB_PORT$|HEALTH_|NODE_ENV$|PRODUCE$|OUTBOX_)/.test(
        name,
      ),
  ),
);

/** Directories of servers of test runs that are gone are named after them. @param {string} tests */
function removeOldData(tests) {
  for (const name of readdirSync(tests)) {
    const pid = /^(?:integration|faults)-(\d+)/.exec(name)?.[1];
    if (pid !== undefined && identifyProcess(Number(pid)) === null)
      rmSync(join(tests, name), { recursive: true, force: true });
  }
}

/** What must be there before any stage can run. */
async function prepare() {
  const { fetchKafkaJars } = await import('../lib/embedded/fetch-kafka-jars.mjs');
  const { ensureClassArchive } = await import('../lib/embedded/class-archive.mjs');
  const { prepareDatabaseClient, preparePackages } = await import('../workers/stack/prepare-packages.mjs');
  const said = async (/** @type {string} */ what, /** @type {Promise<unknown>} */ work) => {
    const fromMs = performance.now();
    const note = await work;
    const seconds = ((performance.now() - fromMs) / 1_000).toFixed(1);
    console.log(`${what}: ${seconds} s${typeof note === 'string' ? `, ${note}` : ''}`);
  };
  const directory = join(root, '.streamscope/kafka-jars');
  const jars = said(
    "Kafka's jars",
    fetchKafkaJars({ directory }).then(() => ensureClassArchive(directory)),
  );
  jars.catch(() => undefined);
  await said('packages', preparePackages(root));
  await said('database client', prepareDatabaseClient(root));
  const { ensureBrowser } = await import('./find-browser.mjs');
  await said('browser', ensureBrowser(root));
  await jars;
}

async function run() {
  const chosen = process.argv.slice(2);
  const { countPlaywright, countOutcomes, endStages, runStage } = await import('./run-stage.mjs');
  const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
  const vitest = (/** @type {string} */ project, /** @type {number} */ limitMinutes) => {
    const file = join(reports, `${project}.json`);
    const reporters = ['--reporter=default', `--reporter=${join(root, 'e2e/stage-reporter.mjs')}`];
    const command = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters];
    return { name: project, command, limitMinutes, report: { file, count: countOutcomes } };
  };
  const browserReport = join(reports, 'browser.json');
  const stages = [
    { name: 'lint', command: [bin('@biomejs/biome/bin/biome'), 'check', '.'], limitMinutes: 2 },
    { name: 'types', command: [bin('typescript/bin/tsc'), '--noEmit'], limitMinutes: 3 },
    vitest('unit', 10),
    vitest('integration', 20),
    vitest('faults', 30),
    {
      name: 'browser',
      command: [bin('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
      limitMinutes: 40,
      report: { file: browserReport, count: countPlaywright },
    },
  ];
  const wrong = chosen.find((name) => !stages.some((stage) => stage.name === name));
  if (wrong !== undefined) {
    console.error(`"${wrong}" is no stage.\n${usage}`);
    process.exit(2);
  }
  const stop = () => {
    endStages();
    process.exitCode = 130;
    setTimeout(() => process.exit(130), 15_000).unref();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  mkdirSync(reports, { recursive: true });
  removeOldData(join(root, '.streamscope/test'));
  await prepare();
  const results = [];
  for (const stage of stages) {
    if (process.exitCode === 130) return;
    if (chosen.length > 0 && !chosen.includes(stage.name)) continue;
    results.push(
      await runStage({ ...stage, root, environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport } }),
    );
  }
  console.log('');
  for (const { name, failures, again } of results) {
    for (const title of again) console.log(`passed at the second try: ${name}: ${title}`);
    for (const title of failures) console.log(`failed: ${name}: ${title}`);
  }
  console.log('');
  for (const { name, seconds, passed, failed, skipped } of results) {
    const more = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`${name.padEnd(12)}${seconds.toFixed(0).padStart(5)} s   ${passed} passed, ${failed} failed${more}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
if (!isWantedNode(process.versions.node, wanted)) {
  console.error(`Streamscope needs Node ${wanted}; found ${process.versions.node}. Nothing was installed.`);
  process.exitCode = 1;
} else {
  run().catch((error) => {
    console.error(`\n${error instanceof Error ? error.message : error}\n\n0 passed, 1 failed`);
    process.exitCode = 1;
  });
}
