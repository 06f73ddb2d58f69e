import { createPool } from '@/lib/db/pool';
import { readTopicTotals, type TopicTotals } from '@/lib/db/read-topic-totals';
import { askKafka, callName, openKafka } from './connect-kafka';
import { isAlive, type RunningStack, requireRunningStack } from './running-stack';
import { textTable, toJsonLine } from './text-table';

interface ProcessStatus {
  readonly name: string;
  readonly pid: number;
  readonly state: 'ready' | 'not ready' | 'dead';
  readonly reasons: readonly string[];
}

interface TopicStatus extends Omit<TopicTotals, 'nextOffsets'> {
  /** Records not folded yet; null when Kafka did not say. */
  readonly lag: bigint | null;
}

async function askProcess(stack: RunningStack, entry: RunningStack['processes'][number]): Promise<ProcessStatus> {
  const { name, pid } = entry;
  if (!isAlive(pid)) return { name, pid, state: 'dead', reasons: ['its process is gone'] };
  const url =
    entry.healthPort != null
      ? `http://127.0.0.1:${entry.healthPort}/readyz`
      : name === 'web'
        ? `${stack.webUrl}/api/health`
        : null;
  if (url === null) return { name, pid, state: 'not ready', reasons: ['it has not said yet that it works'] };
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    const answer = (await response.json()) as { reasons?: readonly string[] };
    return { name, pid, state: response.ok ? 'ready' : 'not ready', reasons: answer.reasons ?? [] };
  } catch (error) {
    return { name, pid, state: 'not ready', reasons: [`${url} does not answer: ${(error as Error).message}`] };
  }
}

/** Cursors first, ends second: a lag is never below zero. */
async function askTopics(stack: RunningStack): Promise<readonly TopicStatus[]> {
  const pool = createPool({ databaseUrl: stack.databaseUrl, applicationName: 'streamscope status', max: 1 });
  const totals = await readTopicTotals(pool).finally(() => pool.end());
  const found = { brokers: stack.brokers, source: 'the running stack' };
  const ends = await askKafka(found, openKafka(found, callName()), async (admin) => {
    const known = new Set(await admin.listTopics());
    const asked = totals.filter(({ topic }) => known.has(topic));
    return new Map(
      await Promise.all(asked.map(async ({ topic }) => [topic, await admin.fetchTopicOffsets(topic)] as const)),
    );
  });
  return totals.map(({ nextOffsets, ...rest }) => {
    const partitions = ends.get(rest.topic);
    const behind = partitions?.map(({ partition, high, low }) => {
      const left = BigInt(high) - (nextOffsets.get(partition) ?? BigInt(low));
      return left > 0n ? left : 0n;
    });
    return { ...rest, lag: behind === undefined ? null : behind.reduce((total, part) => total + part, 0n) };
  });
}

/** Prints health per process, totals and lag per topic; throws when nothing runs. */
export async function printStatus(directory: string, json: boolean): Promise<void> {
  const stack = requireRunningStack(directory);
  const processes = await Promise.all(stack.processes.map((entry) => askProcess(stack, entry)));
  let problem: string | null = null;
  const topics = await askTopics(stack).catch((error: Error) => {
    problem = error.message;
    return [];
  });
  const healthy =
    problem === null &&
    processes.every((entry) => entry.state === 'ready') &&
    topics.every((topic) => topic.halted.length === 0);
  if (json) return console.log(toJsonLine({ healthy, startedAt: stack.startedAt, processes, topics, problem }));
  console.log(`${healthy ? 'All is well' : 'Something is wrong'}; running since ${stack.startedAt}, ${stack.webUrl}\n`);
  console.log(
    textTable(
      ['process', 'pid', 'state', 'reason'],
      processes.map((entry) => [entry.name, entry.pid, entry.state, entry.reasons.join('; ')]),
    ),
  );
  if (problem !== null) return console.log(`\nTotals and lag cannot be read: ${problem}`);
  console.log(
    `\n${textTable(
      ['topic', 'valid', 'dead', 'deduplicated', 'gaps', 'lag'],
      topics.map((topic) => [topic.topic, topic.valid, topic.dead, topic.deduplicated, topic.gaps, topic.lag ?? '-']),
    )}`,
  );
  for (const topic of topics)
    for (const { partition, reason } of topic.halted) console.log(`${topic.topic}/${partition} is halted: ${reason}`);
}
