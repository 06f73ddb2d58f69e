import { join } from 'node:path';
import type { ConfigOf } from '@/lib/config/settings';
import type { stackSettings } from '@/lib/config/stack-settings';
import { fillCatalogueOf } from '@/lib/db/film-catalogue';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import { migrate } from '@/lib/db/migrate';
import type { Checklist } from './checklist.mjs';
import { choosePorts } from './choose-ports';
import type { StackOptions } from './command-line.mjs';
import { createAllTopics } from './create-all-topics';
import type { OrderedStop } from './ordered-stop';
import { processSpecs, type StackAddresses } from './process-specs';
import { addressOfDatabase, requireReachable } from './require-reachable';
import { openRotatingLog } from './rotating-log';
import { startOwnKafka, startOwnPostgres } from './servers';
import { writeStackFile } from './stack-file';
import { type SupervisedProcess, superviseProcess } from './supervised-process';
import { buildWeb } from './web-build';

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
async function step<T>(context: StackContext, name: string, work: () => Promise<T>, note: (result: T) => string) {
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

async function startDatabase(context: StackContext): Promise<string> {
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

async function startBrokers(context: StackContext): Promise<readonly string[]> {
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

/** Starts everything in its order; resolves with the addresses once every process works. */
export async function startStack(context: StackContext): Promise<StackAddresses> {
  const { root, dataDirectory, settings, ordered, say, options } = context;
  const ports = await choosePorts({ web: settings.webPort, gateway: settings.gatewayPort }, { dataDirectory, say });
  const gatewayUrl = `http://127.0.0.1:${ports.gateway}`;
  const webUrl = `http://127.0.0.1:${ports.web}`;
  // Another address means another build, which must not be made where one that is running was made.
  const isWished = ports.gateway === settings.gatewayPort;
  const webBuildDirectory = isWished ? settings.webBuildDirectory : `${settings.webBuildDirectory}-${ports.gateway}`;
  const logOf = (name: string) => openRotatingLog(join(dataDirectory, 'logs', `${name}.log`));
  const build = () =>
    buildWeb({
      ...{ root, dataDirectory, gatewayUrl, environment: context.environment, signal: ordered.signal },
      buildDirectory: webBuildDirectory,
      log: logOf('web-build'),
    });
  const built = step(context, 'web build', build, (was) => (was ? '' : 'nothing new'));
  built.catch(() => undefined);

  const [databaseUrl, brokers] = await Promise.all([startDatabase(context), startBrokers(context)]);
  const addresses = { brokers, databaseUrl, gatewayUrl, webUrl, gatewayPort: ports.gateway, webPort: ports.web };
  const running: SupervisedProcess[] = [];
  const onChange = () => {
    if (ordered.signal.aborted) return;
    const processes = running.flatMap((process) => process.describe() ?? []);
    writeStackFile({ ...context.identity, brokers, databaseUrl, webUrl, gatewayUrl, dataDirectory, processes });
  };
  const specs = processSpecs({
    ...{ root, dataDirectory, addresses, environment: context.environment },
    webBuildDirectory,
    ordersPerSecond: options.demo ? options.ordersPerSecond : null,
  });
  await Promise.all(
    specs.map((spec) => {
      const start = async () => {
        if (spec.name === 'web') await built;
        ordered.signal.throwIfAborted();
        const around = { root, log: logOf(spec.name), onChange, onGiveUp: context.onGiveUp, say };
        const supervised = superviseProcess(spec, around);
        running.push(supervised);
        onChange();
        return supervised;
      };
      const ready = async () => (await ordered.add(spec.name, start())).ready;
      return step(context, spec.name, ready, () => '');
    }),
  );
  return addresses;
}
