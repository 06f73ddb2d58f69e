import { join } from 'node:path';
import { choosePorts } from './choose-ports';
import { openControlServer } from './control-server';
import { processSpecs, type StackAddresses } from './process-specs';
import { resetStack } from './reset-stack';
import { resetTarget } from './reset-target';
import { openRotatingLog } from './rotating-log';
import { writeStackFile } from './stack-file';
import { type StackContext, startBrokers, startDatabase, step } from './start-servers';
import { type SupervisedProcess, superviseProcess } from './supervised-process';
import { buildWeb } from './web-build';

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
  let works = false;
  const server = openControlServer({
    async reset({ keepKafka }, tell) {
      if (!works) throw new Error('the stack is still starting: try again when it says that it works');
      const sayBoth = (sentence: string): void => {
        say(`reset: ${sentence}`);
        tell(sentence);
      };
      const { environment } = context;
      await resetStack(running, resetTarget({ brokers, databaseUrl, dataDirectory, environment, keepKafka }), sayBoth);
    },
  });
  const { address: control } = await ordered.add('control port', server);
  const onChange = () => {
    if (ordered.signal.aborted) return;
    const processes = running.flatMap((process) => process.describe() ?? []);
    const file = { ...context.identity, brokers, databaseUrl, webUrl, gatewayUrl, dataDirectory, processes, control };
    writeStackFile(file);
  };
  const specs = processSpecs({
    ...{ root, dataDirectory, addresses, environment: context.environment },
    webBuildDirectory,
    ordersPerSecond: options.demo ? options.ordersPerSecond : null,
    allStreams: options.allStreams,
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
  works = true;
  return addresses;
}
