import { startOwnKafka, startOwnPostgres } from './own-servers';

/**
 * One Kafka and one PostgreSQL for all fault tests, in FAULTS_KAFKA_BROKERS and FAULTS_DATABASE_URL. A server named there
 * already is used instead: its topics `orders`, `metrics` and `control` are deleted again and again.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const embedKafka = async () => {
    const kafka = await startOwnKafka('shared');
    stops.push(kafka.stop);
    process.env.FAULTS_KAFKA_BROKERS = kafka.brokers.join(',');
  };
  const embedPostgres = async () => {
    const postgres = await startOwnPostgres('shared-database');
    stops.push(postgres.remove);
    process.env.FAULTS_DATABASE_URL = postgres.databaseUrl;
  };
  const tearDown = async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
  const started = await Promise.allSettled([
    ...(process.env.FAULTS_KAFKA_BROKERS ? [] : [embedKafka()]),
    ...(process.env.FAULTS_DATABASE_URL ? [] : [embedPostgres()]),
  ]);
  const failed = started.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined) return tearDown;
  await tearDown();
  throw failed.reason;
}
