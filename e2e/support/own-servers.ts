import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchKafkaJars } from '@/lib/embedded/fetch-kafka-jars.mjs';
import { defaultJarsDirectory, type EmbeddedKafka, startKafka } from '@/lib/embedded/kafka';
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded/postgres';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directoryFor = (name: string): string => join(root, '.streamscope/test', `faults-${process.pid}-${name}`);

/** A Kafka for a test that breaks it, or for all that do not; its data go when it is stopped. */
export async function startOwnKafka(
  name: string,
  properties: Readonly<Record<string, string>> = {},
): Promise<EmbeddedKafka> {
  const directory = directoryFor(name);
  await fetchKafkaJars({ directory: defaultJarsDirectory });
  const kafka = await startKafka({
    directory,
    brokers: 1,
    properties: { 'group.min.session.timeout.ms': '2000', ...properties },
    javaOptions: ['-XX:TieredStopAtLevel=1'],
  });
  const stop = async (): Promise<void> => {
    await kafka.stop(3_000);
    await rm(directory, { recursive: true, force: true });
  };
  return { ...kafka, stop };
}

/** A PostgreSQL for a test that breaks it, or for all that do not. `remove` stops it and throws its data away. */
export async function startOwnPostgres(name: string): Promise<EmbeddedPostgres & { remove(): Promise<void> }> {
  const directory = directoryFor(name);
  // A crash of the machine is not tested: the disk need not be waited for. A commit must still outlive the server.
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'on' };
  const postgres = await startPostgres({ directory, settings });
  const remove = async (): Promise<void> => {
    await postgres.stop('immediate');
    await rm(directory, { recursive: true, force: true });
  };
  return Object.assign(postgres, { remove });
}
