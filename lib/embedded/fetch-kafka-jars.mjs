import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a broker needs: Maven coordinates group:artifact:version. */
export const kafkaArtifacts = ['org.apache.kafka:kafka_2.13:4.3.1', 'org.slf4j:slf4j-simple:1.7.36'];
/** The same with Kafka's own command line tools. */
export const kafkaToolsArtifacts = [...kafkaArtifacts, 'org.apache.kafka:kafka-tools:4.3.1'];

const oldestJava = 17;

const waysOn = `Three ways on:
  1. install both with the system's package manager, for example:
       apt-get install -y openjdk-17-jre-headless maven     (Debian, Ubuntu)
       brew install openjdk@17 maven                        (macOS)
  2. run the whole in containers:   docker compose up
  3. use a Kafka that runs already: KAFKA_BROKERS=host:9092 npm start`;

/** Version of the `java` on the PATH as a number like 17; null where there is none. */
export function javaVersion() {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const found = /version "(?:1\.)?(\d+)/.exec(stderr ?? '');
  return status === 0 && found !== null ? Number(found[1]) : null;
}

/** Throws with what is missing and the ways on, unless a broker can be run from jars here. */
export function requireJava() {
  const version = javaVersion();
  if (version === null)
    throw new Error(`Kafka needs Java ${oldestJava} or newer, and no "java" works here.\n${waysOn}`);
  if (version < oldestJava) throw new Error(`Kafka needs Java ${oldestJava} or newer; found ${version}.\n${waysOn}`);
}

const pomOf = (artifacts) => {
  const dependencies = artifacts.map((artifact) => {
    const [group, name, version] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>streamscope</groupId><artifactId>kafka-jars</artifactId><version>1</version>
<dependencies>${dependencies.join('\n')}</dependencies></project>\n`;
};

function runMaven(directory) {
  const goal = ['-q', '-B', '-f', join(directory, 'pom.xml'), 'dependency:copy-dependencies'];
  const command = process.platform === 'win32' ? 'mvn.cmd' : 'mvn';
  return new Promise((done, fail) => {
    const maven = spawn(command, [...goal, `-DoutputDirectory=${directory}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const end = () => maven.kill();
    process.once('exit', end);
    const said = [];
    for (const stream of [maven.stdout, maven.stderr]) stream.on('data', (text) => said.push(text));
    maven.once('error', () =>
      fail(new Error(`Kafka's jars are fetched with Maven, and no "mvn" works here.\n${waysOn}`)),
    );
    maven.once('close', (code) => {
      process.off('exit', end);
      const text = Buffer.concat(said).toString().trim().slice(-2_000);
      if (code === 0) done();
      else fail(new Error(`Maven could not fetch Kafka's jars (exit ${code}):\n${text}\n${waysOn}`));
    });
  });
}

/**
 * Fetches the jars of `artifacts` into `directory` unless they are there; returns true where it had to.
 * A directory is whole or absent: jars are gathered beside it and moved in one step.
 */
export async function fetchKafkaJars({ directory, artifacts = kafkaArtifacts }) {
  const list = `${artifacts.join('\n')}\n`;
  const stamp = join(directory, 'artifacts.txt');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === list) return false;
  requireJava();
  const gathered = `${resolve(directory)}.${process.pid}`;
  await mkdir(gathered, { recursive: true });
  try {
    await writeFile(join(gathered, 'pom.xml'), pomOf(artifacts));
    await runMaven(gathered);
    await writeFile(join(gathered, 'artifacts.txt'), list);
    await rm(directory, { recursive: true, force: true });
    await mkdir(dirname(resolve(directory)), { recursive: true });
    await rename(gathered, directory);
  } finally {
    await rm(gathered, { recursive: true, force: true });
  }
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  fetchKafkaJars({ directory: process.argv[2] ?? join(root, '.streamscope/kafka-jars') }).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
