import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readSettings } from '@/lib/config/settings';
import { stackSettings } from '@/lib/config/stack-settings';
import type { Checklist } from './checklist.mjs';
import type { StackOptions } from './command-line.mjs';
import { endLeftovers, killServers, outboxesFor, removeServerData, serverData } from './leftovers';
import { createOrderedStop } from './ordered-stop';
import { resetStopped } from './reset-stopped';
import { cutLongLog } from './rotating-log';
import { serversDirectory } from './servers';
import { removeStackFile } from './stack-file';
import type { StackContext } from './start-servers';
import { startStack } from './start-stack';

/** npm hands on a signal that the terminal has sent to us already: two within this time are one. */
const sameSignalMs = 1_000;
const exitCodeForced = 130;
const cutLogsEveryMs = 60_000;

/** What `bootstrap.mjs` hands over once packages are there. */
export interface StackStart {
  readonly root: string;
  /** Absolute; where state is kept. */
  readonly directory: string;
  readonly options: StackOptions;
  readonly checklist: Checklist;
  readonly environment: NodeJS.ProcessEnv;
  /** Gives the directory free. */
  readonly release: () => void;
}

/** Runs the stack until a signal (exit 0), a second one (at once) or a failure (exit 1, with its reason). */
export async function runStack(start: StackStart): Promise<void> {
  const { directory, options, checklist, root } = start;
  const settings = readSettings(stackSettings, start.environment);
  const servers = serversDirectory(directory, { brokers: settings.kafkaBrokers, count: options.brokers });
  const say = (sentence: string) => checklist.say(`${new Date().toTimeString().slice(0, 8)}  ${sentence}`);
  const ordered = createOrderedStop(say);
  const leave = (code: number): never => {
    killServers(servers);
    removeStackFile(directory);
    start.release();
    process.exit(code);
  };
  let endedAtMs: number | null = null;
  const end = async (code: number, reason: string): Promise<void> => {
    if (endedAtMs !== null) return;
    endedAtMs = performance.now();
    say(reason);
    await ordered.stopAll();
    const seconds = ((performance.now() - endedAtMs) / 1_000).toFixed(1);
    say(`all stopped after ${seconds} s`);
    leave(code);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (endedAtMs === null) void end(0, `${signal}: stopping`);
    else if (performance.now() - endedAtMs > sameSignalMs) {
      say('ending at once');
      ordered.killAll();
      leave(exitCodeForced);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const fail = (error: unknown) => void end(1, error instanceof Error ? error.message : String(error));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  const gone = await endLeftovers(directory);
  if (gone.length > 0) say(`ended what an earlier run had left: ${gone.join(', ')}`);
  if (options.fresh) {
    const outboxes = outboxesFor(servers, directory);
    const goes = [...serverData(servers), ...(outboxes === null ? [] : [outboxes])].filter(existsSync);
    say(`--fresh: everything stored is removed: ${goes.join(', ') || 'nothing is there'}`);
    if (settings.kafkaBrokers !== null || settings.databaseUrl !== null)
      say('--fresh: servers named by KAFKA_BROKERS and DATABASE_URL are left as they are');
    killServers(servers);
    removeServerData(servers);
    if (outboxes !== null) rmSync(outboxes, { recursive: true, force: true });
  }
  const serverLogs = ['postgres', 'kafka-1', 'kafka-2', 'kafka-3'].map((name) =>
    join(directory, 'logs', `${name}.log`),
  );
  setInterval(() => serverLogs.forEach(cutLongLog), cutLogsEveryMs).unref();
  mkdirSync(join(directory, 'logs'), { recursive: true });
  const identity = { pid: process.pid, startedAt: new Date().toISOString() };
  try {
    const context: StackContext = {
      ...{ root, settings, options, checklist, ordered, identity, say },
      ...{ environment: start.environment, dataDirectory: directory, serversDirectory: servers, onGiveUp: fail },
    };
    if (options.reset) {
      await resetStopped(context);
      checklist.end();
      return void end(0, 'everything is empty');
    }
    const addresses = await startStack(context);
    checklist.end();
    const state = relative(process.cwd(), directory) || '.';
    say(`Streamscope is at ${addresses.webUrl}   (state and logs in ${state}, Ctrl-C stops all)`);
  } catch (error) {
    fail(error);
  }
}
