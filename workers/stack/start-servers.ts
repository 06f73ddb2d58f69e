import { join } from 'node:path';
import type { ConfigOf } from '@/lib/config/settings';
import type { stackSettings } from '@/lib/config/stack-settings';
import { fillCatalogueOf } from '@/lib/db/film-catalogue';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import { migrate } from '@/lib/db/migrate';
import type { Checklist } from './checklist.mjs';
import type { StackOptions } from './command-line.mjs';
import { createAllTopics } from './create-all-topics';
import type { OrderedStop } from './ordered-stop';
import { addressOfDatabase, requireReachable } from './require-reachable';
import { startOwnKafka, startOwnPostgres } from './servers';

export interface StackContext {
  readonly root: string;
  readonly dataDirectory: string;
  readonly serversDirectory: string;
  readonly options: StackOptions;
  readonly settings: ConfigOf<typeof stackSettings>;
  readonly environment: NodeJS.ProcessEnv;
  readonly checklist: Checklist;
  readonly ordered: OrderedStop;
  readonly identity: { readonly pid: number; readonly startedAt: string };
  /** Something cannot be kept running: ends the whole. */
  readonly onGiveUp: (reason: string) => void;
  readonly say: (sentence: string) => void;
}

/** A broker killed while it shuts down would have to recover its logs at the next start. */
const kafkaPatienceMs = 6_000;

/** Runs `work` as a line of the checklist; its answer is the note. */
export async function step<T>(
  context: StackContext,
  name: string,
  work: () => Promise<T>,
  note: (result: T) => string,
) {
  const line = context.checklist.begin(name);
  try {
    const result = await work();
    line.done(note(result));
    return result;
  } catch (error) {
    line.fail(context.ordered.signal.aborted ? 'given up' : 'failed');
    throw error;
  }
}

/** PostgreSQL with its newest schema and the film catalogue; resolves with its address. */
export async function startDatabase(context: StackContext): Promise<string> {
  const { settings, ordered } = context;
  const given = settings.databaseUrl;
  if (given !== null)
    await step(
      context,
      'PostgreSQL',
      () => requireReachable('DATABASE_URL', [addressOfDatabase(given)]),
      () => 'as given',
    );
  const own = () =>
    ordered.add(
      'PostgreSQL',
      startOwnPostgres(
        { say: context.say, onGiveUp: context.onGiveUp, signal: ordered.signal },
        {
          directory: context.serversDirectory,
          port: settings.postgresPort,
          logDirectory: join(context.dataDirectory, 'logs'),
        },
      ),
    );
  const databaseUrl =
    given ?? (await step(context, 'PostgreSQL', own, (server) => addressOfDatabase(server.databaseUrl))).databaseUrl;
  const applied = ({ applied }: { applied: string[] }) => (applied.length === 0 ? 'nothing new' : applied.join(', '));
  await step(context, 'migrations', () => migrate(databaseUrl), applied);
  const fillCatalogue = () => fillCatalogueOf(databaseUrl, madeCatalogue);
  await step(context, 'film catalogue', fillCatalogue, (films) => (films === 0 ? 'nothing new' : `${films} films`));
  return databaseUrl;
}

/** Kafka with all topics; resolves with its addresses. */
export async function startBrokers(context: StackContext): Promise<readonly string[]> {
  const { settings, ordered } = context;
  const given = settings.kafkaBrokers;
  if (given !== null)
    await step(
      context,
      'Kafka',
      () => requireReachable('KAFKA_BROKERS', given),
      () => 'as given',
    );
  const own = () =>
    ordered.add(
      'Kafka',
      startOwnKafka(
        { say: context.say, onGiveUp: context.onGiveUp, signal: ordered.signal },
        {
          directory: context.serversDirectory,
          brokers: context.options.brokers,
          port: settings.kafkaPort,
          logDirectory: join(context.dataDirectory, 'logs'),
        },
      ),
      kafkaPatienceMs,
    );
  const brokers = given ?? (await step(context, 'Kafka', own, (server) => server.brokers.join(', '))).brokers;
  await step(
    context,
    'topics',
    () => createAllTopics(brokers),
    (outcomes) => {
      const created = outcomes.filter((outcome) => outcome.created).map(({ name }) => name);
      return created.length === 0 ? 'nothing new' : `created ${created.join(', ')}`;
    },
  );
  return brokers;
}
