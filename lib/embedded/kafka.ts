import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { classPath, sharedClasses } from './class-archive.mjs';
import { freePort } from './free-port';
import { createKafkaBroker, endBrokerOf, type KafkaBroker } from './kafka-broker';
import { type KafkaNode, kafkaProperties } from './kafka-properties';

/** Where `fetch-kafka-jars.mjs` puts the jars unless told otherwise. */
export const defaultJarsDirectory = fileURLToPath(new URL('../../.streamscope/kafka-jars', import.meta.url));

export interface EmbeddedKafka {
  /** Bootstrap addresses host:port. */
  readonly brokers: string[];
  /** `pid` is 0 while a node is down. */
  readonly nodes: readonly { readonly id: number; readonly port: number; readonly pid: number }[];
  /** Ends one node by `signal` (SIGSTOP and SIGCONT return at once). */
  killNode(id: number, signal: NodeJS.Signals): Promise<void>;
  /** Starts a node that was killed, on its port. */
  startNode(id: number): Promise<void>;
  /** SIGTERM to all; SIGKILL for what still lives after `patienceMs` (6 s). */
  stop(patienceMs?: number): Promise<void>;
}

async function clusterIdOf(directory: string): Promise<string> {
  const file = join(directory, 'cluster-id');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const id = randomBytes(16).toString('base64url');
  await writeFile(file, `${id}\n`);
  return id;
}

const quiet = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'];
const timed = ['-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS'];
const saysStarted = ['-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info'];

/**
 * Starts Apache Kafka (KRaft, combined nodes) from its jars on 127.0.0.1, with its data in `directory`; data found
 * there is kept. Three brokers: replication factor 3, two in sync.
 * Errors: no Java, a port that cannot be bound, a node that ends: all with the end of its log.
 */
export async function startKafka(options: {
  directory: string;
  brokers: 1 | 3;
  properties?: Readonly<Record<string, string>>;
  /** First port wished for; a taken port is replaced by a free one. */
  basePort?: number;
  jarsDirectory?: string;
  /** More arguments for the JVM, after the defaults (512 MiB heap, serial collector). */
  javaOptions?: readonly string[];
  /** Where `kafka-<id>.log` is written; by default in `directory`. */
  logDirectory?: string;
  /** Called when a node ends without having been asked to. */
  onExit?: (reason: string, id: number) => void;
}): Promise<EmbeddedKafka> {
  const directory = resolve(options.directory);
  const jars = options.jarsDirectory ?? defaultJarsDirectory;
  await mkdir(directory, { recursive: true });
  const clusterId = await clusterIdOf(directory);
  const shared = sharedClasses(jars);
  const path = classPath(jars);
  const homes = Array.from({ length: options.brokers }, (_, index) => join(directory, `node-${index + 1}`));
  // Before ports are chosen: a broker left behind by a killed supervisor still holds its own.
  await Promise.all(homes.map(endBrokerOf));
  const taken = new Set<number>();
  const nodes: KafkaNode[] = [];
  for (let id = 1; id <= options.brokers; id++) {
    const wished = (offset: number) => (options.basePort === undefined ? {} : { preferred: options.basePort + offset });
    const port = await freePort({ ...wished(2 * (id - 1)), taken });
    nodes.push({ id, port, controllerPort: await freePort({ ...wished(2 * id - 1), taken }) });
  }

  const prepare = async (node: KafkaNode): Promise<KafkaBroker> => {
    const home = join(directory, `node-${node.id}`);
    const config = join(home, 'server.properties');
    const logDirectory = join(home, 'data');
    await mkdir(home, { recursive: true });
    await writeFile(config, kafkaProperties({ node, nodes, logDirectory, properties: options.properties ?? {} }));
    if (!existsSync(join(logDirectory, 'meta.properties'))) {
      const format = ['kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '-c', config];
      await promisify(execFile)('java', ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', path, ...format]);
    }
    const heap = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', ...(options.javaOptions ?? [])];
    return createKafkaBroker({
      id: node.id,
      directory: home,
      startLimitMs: 90_000,
      log: join(options.logDirectory ?? directory, `kafka-${node.id}.log`),
      onExit: (reason) => options.onExit?.(reason, node.id),
      javaArguments: () => [
        ...heap,
        ...shared,
        ...[...quiet, ...timed, ...saysStarted],
        ...['-cp', path, 'kafka.Kafka', config],
      ],
    });
  };

  const brokers = await Promise.all(nodes.map(prepare));
  const brokerOf = (id: number): KafkaBroker => {
    const broker = brokers[id - 1];
    if (broker === undefined) throw new Error(`there is no Kafka node ${id}`);
    return broker;
  };
  const stop = async (patienceMs = 6_000): Promise<void> => {
    const timer = setTimeout(() => {
      for (const broker of brokers) void broker.end('SIGKILL');
    }, patienceMs);
    await Promise.all(brokers.map((broker) => broker.end('SIGTERM')));
    clearTimeout(timer);
  };

  const outcomes = await Promise.allSettled(brokers.map((broker) => broker.start()));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await stop(1_000);
    throw failed.reason;
  }
  return {
    brokers: nodes.map(({ port }) => `127.0.0.1:${port}`),
    nodes: nodes.map(({ id, port }, index) => ({
      id,
      port,
      get pid() {
        return brokers[index]?.pid ?? 0;
      },
    })),
    killNode: (id, signal) => brokerOf(id).end(signal),
    startNode: (id) => brokerOf(id).start(),
    stop,
  };
}
