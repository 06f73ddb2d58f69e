import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { topics } from '@/lib/contracts/topics';
import { createPool } from '@/lib/db/pool';
import { readTopicTotals } from '@/lib/db/read-topic-totals';
import { readTopicEnds } from '@/lib/kafka/group-offsets';
import { askYes } from './ask-yes';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import { orderReset } from './order-reset';
import { findRunningStack, type RunningStack, repository } from './running-stack';
import { textTable, toJsonLine } from './text-table';

export interface ResetOptions {
  readonly keepKafka?: boolean;
  readonly brokers?: '1' | '3';
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Records per topic, in Kafka and stored: what a reset of a running stack takes away. */
async function contentsOf(stack: RunningStack): Promise<string> {
  const pool = createPool({ databaseUrl: stack.databaseUrl, applicationName: 'streamscope reset', max: 1 });
  const totals = await readTopicTotals(pool).finally(() => pool.end());
  const found = { brokers: stack.brokers, source: 'the running stack' };
  const ends = await askKafka(found, openKafka(found, callName()), (admin) =>
    readTopicEnds(admin, Object.keys(topics)),
  );
  const stored = new Map(totals.map(({ topic, valid, dead }) => [topic, valid + dead]));
  const rows = Object.keys(topics).map((topic) => {
    const own = ends.filter((end) => end.topic === topic);
    const held = own.reduce((total, { lowOffset, endOffset }) => total + endOffset - lowOffset, 0n);
    return [topic, held, stored.get(topic) ?? 0n] as const;
  });
  return textTable(['topic', 'in Kafka', 'stored'], rows);
}

const whatGoes = (keepKafka: boolean): string =>
  keepKafka
    ? 'All tables (but for the imported film catalogue and frozen snapshots), offsets and outboxes are emptied. Topics stay and are read again from their first record.'
    : 'All our topics with their records, offsets, all tables (but for the imported film catalogue and frozen snapshots) and outboxes are emptied.';

/** The supervisor's own script, which starts the servers, empties them and ends; resolves to its exit code. */
async function resetStopped(directory: string, options: ResetOptions): Promise<number> {
  const brokers =
    options.brokers ??
    (existsSync(join(directory, 'one-broker')) ? '1' : existsSync(join(directory, 'three-brokers')) ? '3' : '1');
  const flags = ['--reset', '--brokers', brokers, ...(options.keepKafka === true ? ['--keep-kafka'] : [])];
  const script = join(repository, 'workers/stack/start.mjs');
  const child = spawn(process.execPath, [script, '--directory', directory, ...flags], {
    stdio: ['ignore', options.json === true ? process.stderr : 'inherit', 'inherit'],
  });
  const forward = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/** Empties everything after a yes, through the supervisor when one runs. Throws with the reason when it was refused. */
export async function reset(directory: string, options: ResetOptions): Promise<void> {
  const keepKafka = options.keepKafka === true;
  const startedMs = performance.now();
  const stack = findRunningStack(directory);
  const yes = options.yes === true;
  if (!yes) {
    console.error(whatGoes(keepKafka));
    if (stack === null) console.error(`No stack runs with its state in ${directory}: its servers are started for it.`);
    else
      console.error(await contentsOf(stack).catch((error: Error) => `What there is cannot be read: ${error.message}`));
  }
  await askYes('Empty it?', yes);
  if (stack === null) {
    const code = await resetStopped(directory, options);
    if (code !== 0) throw new CommandFailed('The reset was not done: see above.', code === 2 ? 2 : 1);
  } else {
    if (stack.control === undefined)
      throw new CommandFailed('The running stack is older than this command: stop it with Ctrl-C and start it again.');
    await orderReset(stack.control, keepKafka, (sentence) => console.error(sentence));
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  if (options.json === true) console.log(toJsonLine({ reset: true, keptKafka: keepKafka, directory, seconds }));
  else console.log(`Reset after ${seconds.toFixed(1)} s.${stack === null ? '' : ` ${stack.webUrl} starts empty.`}`);
}
