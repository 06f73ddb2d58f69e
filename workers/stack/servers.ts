import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedKafka, startKafka } from '@/lib/embedded/kafka';
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded/postgres';

/** A server the stack uses: its addresses, and how it is stopped if it is ours. */
export interface KafkaServer {
  readonly brokers: readonly string[];
  stop(patienceMs: number): Promise<void>;
}

export interface DatabaseServer {
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/**
 * Folder of the embedded servers' data. A database belongs to one Kafka cluster (its cursors name it), so each cluster
 * has a folder of its own.
 */
export function serversDirectory(
  dataDirectory: string,
  cluster: { brokers: readonly string[] | null; count: 1 | 3 },
): string {
  if (cluster.brokers === null) return join(dataDirectory, cluster.count === 3 ? 'three-brokers' : 'one-broker');
  const key = createHash('sha256').update(cluster.brokers.join()).digest('hex').slice(0, 8);
  return join(dataDirectory, `kafka-elsewhere-${key}`);
}

/** Starts a server again that ended by itself; after five failures in a row it gives up. */
async function revive(around: Around, name: string, start: () => Promise<void>): Promise<void> {
  for (let pauseMs = 250; pauseMs <= 4_000; pauseMs *= 2) {
    if (around.signal.aborted) return;
    try {
      await start();
      around.say(`${name} is back`);
      return;
    } catch (error) {
      around.say(`${name}: ${error instanceof Error ? error.message : error}`);
      await delay(pauseMs);
    }
  }
  around.onGiveUp(`${name} ended and could not be started again`);
}

interface Around {
  say: (sentence: string) => void;
  onGiveUp: (reason: string) => void;
  /** Aborted when the stack stops. */
  signal: AbortSignal;
}

function sayReplaced(around: Around, name: string, wished: number, used: number | undefined): void {
  if (wished !== 0 && used !== wished) around.say(`port ${wished} of ${name} is taken: ${used} is used`);
}

/** Kafka below `directory`, kept running. */
export async function startOwnKafka(
  around: Around,
  options: { directory: string; brokers: 1 | 3; port: number; logDirectory: string },
): Promise<KafkaServer> {
  const kafka: EmbeddedKafka = await startKafka({
    directory: join(options.directory, 'kafka'),
    brokers: options.brokers,
    basePort: options.port,
    logDirectory: options.logDirectory,
    onExit: (reason, id) => {
      around.say(`${reason}; starting it again`);
      void revive(around, `Kafka node ${id}`, () => kafka.startNode(id));
    },
  });
  sayReplaced(around, 'Kafka', options.port, kafka.nodes[0]?.port);
  return { brokers: kafka.brokers, stop: (patienceMs) => kafka.stop(patienceMs) };
}

/** PostgreSQL below `directory`, kept running. */
export async function startOwnPostgres(
  around: Around,
  options: { directory: string; port: number; logDirectory: string },
): Promise<DatabaseServer> {
  const postgres: EmbeddedPostgres = await startPostgres({
    directory: join(options.directory, 'postgres'),
    port: options.port,
    logFile: join(options.logDirectory, 'postgres.log'),
    say: around.say,
    onExit: (reason) => {
      around.say(`${reason}; starting it again`);
      void revive(around, 'PostgreSQL', () => postgres.start());
    },
  });
  sayReplaced(around, 'PostgreSQL', options.port, postgres.port);
  return { databaseUrl: postgres.databaseUrl, stop: () => postgres.stop('fast') };
}
