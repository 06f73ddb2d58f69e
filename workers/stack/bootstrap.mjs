import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureClassArchive } from '../../lib/embedded/class-archive.mjs';
import { fetchKafkaJars } from '../../lib/embedded/fetch-kafka-jars.mjs';
import { createChecklist } from './checklist.mjs';
import { readCommandLine, UsageError, usage } from './command-line.mjs';
import { lockDirectory } from './directory-lock.mjs';
import { prepareDatabaseClient, preparePackages } from './prepare-packages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * @param {import('./checklist.mjs').Checklist} checklist
 * @param {string} name
 * @param {() => Promise<boolean>} work returns false where nothing had to be done
 */
async function step(checklist, name, work) {
  const line = checklist.begin(name);
  try {
    if (await work()) line.done();
    else line.skip('nothing new');
  } catch (error) {
    line.fail('failed');
    throw error;
  }
}

/** Everything that must be there before TypeScript can be run, then the stack itself. */
async function start() {
  const options = readCommandLine(process.argv.slice(2));
  if (options.help) return console.log(usage);
  const directory = resolve(root, options.directory);
  const lock = lockDirectory(directory);
  if ('holder' in lock) {
    const where = lock.stack === null ? 'and is still starting' : `at ${lock.stack.webUrl}`;
    console.error(`Streamscope runs already (process ${lock.holder}) ${where}; its state is in ${directory}.`);
    console.error('Stop it with Ctrl-C there, or start another one with --directory PATH.');
    process.exitCode = 2;
    return;
  }
  const checklist = createChecklist(process.stdout);
  const earlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const leave = () => {
    lock.release();
    process.exit(0);
  };
  for (const signal of earlySignals) process.on(signal, leave);
  try {
    const directoryOfJars = resolve(root, '.streamscope/kafka-jars');
    const jars = async () => {
      const fetched = await fetchKafkaJars({ directory: directoryOfJars });
      return (await ensureClassArchive(directoryOfJars)) || fetched;
    };
    const packages = async () => {
      await step(checklist, 'packages', () => preparePackages(root));
      await step(checklist, 'database client', () => prepareDatabaseClient(root));
    };
    const outcomes = await Promise.allSettled([
      packages(),
      ...(process.env.KAFKA_BROKERS ? [] : [step(checklist, "Kafka's jars", jars)]),
    ]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const { register } = await import('tsx/esm/api');
    register({ tsconfig: resolve(root, 'tsconfig.json') });
    const { runStack } = await import('./main.ts');
    for (const signal of earlySignals) process.off(signal, leave);
    await runStack({ root, directory, options, checklist, environment: process.env, release: lock.release });
  } catch (error) {
    checklist.end();
    lock.release();
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

start().catch((error) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
