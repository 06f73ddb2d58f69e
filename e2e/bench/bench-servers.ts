import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchKafkaJars, kafkaToolsArtifacts } from '../../lib/embedded/fetch-kafka-jars.mjs';
import { type EmbeddedKafka, startKafka } from '../../lib/embedded/kafka';
import { type EmbeddedPostgres, startPostgres } from '../../lib/embedded/postgres';
import { cpuSecondsOf, cpuSecondsOfTree } from './process-cpu';

export const benchDirectory = join(fileURLToPath(new URL('../..', import.meta.url)), '.streamscope/bench');

export interface BenchServers {
  readonly kafka: EmbeddedKafka;
  readonly postgres: EmbeddedPostgres;
  /** Kafka's jars with its command line tools; null where they cannot be had. */
  readonly toolJars: string | null;
  /** CPU seconds of both so far. */
  cpu(): { readonly kafka: number; readonly postgres: number };
  stop(): Promise<void>;
}

/** A broker and a durable database of the benchmark's own, as `npm start` runs them; nothing is left behind. */
export async function startBenchServers(say: (text: string) => void): Promise<BenchServers> {
  const directory = join(benchDirectory, `run-${process.pid}`);
  const jarsDirectory = join(benchDirectory, '../kafka-jars');
  const toolsDirectory = join(benchDirectory, 'kafka-tools');
  await fetchKafkaJars({ directory: jarsDirectory });
  let toolJars: string | null = toolsDirectory;
  try {
    await fetchKafkaJars({ directory: toolsDirectory, artifacts: kafkaToolsArtifacts });
  } catch (error) {
    toolJars = null;
    say(`Kafka's ConsumerPerformance is left out: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  const [kafka, postgres] = await Promise.all([
    startKafka({
      directory: join(directory, 'kafka'),
      brokers: 1,
      properties: { 'group.min.session.timeout.ms': '2000' },
    }),
    startPostgres({ directory: join(directory, 'postgres'), say }),
  ]);
  return {
    kafka,
    postgres,
    toolJars,
    cpu: () => ({ kafka: cpuSecondsOf(kafka.nodes[0]?.pid ?? 0), postgres: cpuSecondsOfTree(postgres.pid) }),
    async stop() {
      await Promise.allSettled([kafka.stop(), postgres.stop('immediate')]);
      await rm(postgres.home, { recursive: true, force: true });
      await rm(directory, { recursive: true, force: true });
    },
  };
}
