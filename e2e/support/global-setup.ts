import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchKafkaJars } from '@/lib/embedded/fetch-kafka-jars.mjs';
import { defaultJarsDirectory, startKafka } from '@/lib/embedded/kafka';
import { startPostgres } from '@/lib/embedded/postgres';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Servers that nobody needs after a crash of the machine may leave out waiting for the disk. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * One Kafka and one PostgreSQL for all integration tests, in TEST_KAFKA_BROKERS and TEST_DATABASE_URL; each that is
 * given is used as it is. Data live below .streamscope/test and are thrown away.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const directory = join(root, '.streamscope/test', `integration-${process.pid}`);
  const stops: (() => Promise<void>)[] = [];
  const embedKafka = async () => {
    await fetchKafkaJars({ directory: defaultJarsDirectory });
    const kafka = await startKafka({
      directory: join(directory, 'kafka'),
      brokers: 1,
      properties: { 'group.min.session.timeout.ms': '2000' },
      javaOptions: ['-XX:TieredStopAtLevel=1'],
    });
    stops.push(kafka.stop);
    process.env.TEST_KAFKA_BROKERS = kafka.brokers.join(',');
  };
  const embedPostgres = async () => {
    const postgres = await startPostgres({ directory: join(directory, 'postgres'), settings: forgetful });
    stops.push(postgres.stop);
    process.env.TEST_DATABASE_URL = postgres.databaseUrl;
  };
  const tearDown = async () => {
    await Promise.all(stops.map((stop) => stop()));
    await rm(directory, { recursive: true, force: true });
  };
  const started = await Promise.allSettled([
    ...(process.env.TEST_KAFKA_BROKERS ? [] : [embedKafka()]),
    ...(process.env.TEST_DATABASE_URL ? [] : [embedPostgres()]),
  ]);
  const failed = started.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined) return tearDown;
  await tearDown();
  throw failed.reason;
}
