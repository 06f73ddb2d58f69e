import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { requireJava } from './fetch-kafka-jars.mjs';

const longestTrainingMs = 120_000;

/**
 * The jars as a class path, in an order that a class archive can rely on.
 * @param {string} jarsDirectory
 */
export function classPath(jarsDirectory) {
  const jars = readdirSync(jarsDirectory).filter((name) => name.endsWith('.jar'));
  return jars
    .sort()
    .map((name) => join(jarsDirectory, name))
    .join(delimiter);
}

/** What the JVM says it is; with no JVM, the error that names the ways on. */
function internalVersion() {
  try {
    return execFileSync('java', ['-Xinternalversion'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    requireJava();
    throw error;
  }
}

/** @param {string} jarsDirectory */
function archiveOf(jarsDirectory) {
  const key = createHash('sha256').update(`${internalVersion()} ${jarsDirectory}`).digest('hex').slice(0, 12);
  return join(jarsDirectory, `classes-${key}.jsa`);
}

/**
 * Arguments of `java` that share classes from the archive, which halves a broker's start; none where there is none.
 * @param {string} jarsDirectory
 * @returns {string[]}
 */
export function sharedClasses(jarsDirectory) {
  const archive = archiveOf(jarsDirectory);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto', '-Xlog:disable'] : [];
}

/** @returns {Promise<number>} */
const anyPort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });

/** @param {string} directory @param {string} path @param {string} archive */
async function runOnce(directory, path, archive) {
  const config = join(directory, 'server.properties');
  const [broker, controller] = [await anyPort(), await anyPort()];
  const properties = [
    ...['process.roles=broker,controller', 'node.id=1', `controller.quorum.voters=1@127.0.0.1:${controller}`],
    `listeners=PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
    ...['controller.listener.names=CONTROLLER', `log.dirs=${join(directory, 'data')}`],
  ];
  await writeFile(config, properties.join('\n'));
  const format = ['kafka.tools.StorageTool', 'format', '-t', 'c3RyZWFtc2NvcGUtdHJhaW4', '-c', config];
  await promisify(execFile)('java', ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', path, ...format]);
  const log = join(directory, 'kafka.log');
  const output = await open(log, 'a');
  const logging = '-Dorg.slf4j.simpleLogger.defaultLogLevel=info';
  const memory = ['-Xmx512m', '-XX:+UseSerialGC', `-XX:ArchiveClassesAtExit=${archive}`, '-Xlog:disable'];
  const kafka = spawn('java', [...memory, logging, '-cp', path, 'kafka.Kafka', config], {
    stdio: ['ignore', output.fd, output.fd],
  });
  const end = () => kafka.kill('SIGKILL');
  process.once('exit', end);
  const limit = setTimeout(end, longestTrainingMs);
  const ended = new Promise((resolve) => kafka.once('error', resolve).once('exit', resolve));
  const hasEnded = () => kafka.exitCode !== null || kafka.signalCode !== null || kafka.pid === undefined;
  while (!hasEnded() && !readFileSync(log, 'utf8').includes('Kafka Server started')) await delay(50);
  kafka.kill('SIGTERM');
  await ended;
  clearTimeout(limit);
  process.off('exit', end);
  await output.close();
}

/**
 * Writes the archive by running a broker once on data of its own, unless this Java has one; returns true where it had
 * to. A broker that cannot be run leaves none: the next one only starts slower.
 * @param {string} jarsDirectory
 */
export async function ensureClassArchive(jarsDirectory) {
  const archive = archiveOf(jarsDirectory);
  if (existsSync(archive)) return false;
  const directory = await mkdtemp(join(tmpdir(), 'streamscope-classes-'));
  const written = `${archive}.${process.pid}`;
  try {
    await runOnce(directory, classPath(jarsDirectory), written);
    if (existsSync(written)) renameSync(written, archive);
  } catch {
    await rm(written, { force: true });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return true;
}
