import { topics } from '@/lib/contracts/topics';
import { type FixedDifference, fixTopic } from '@/lib/kafka/compare-topics';
import { definitionOf, planTopic, topicNameProblem } from '@/lib/kafka/topic-plan';
import { createPlannedTopics } from '@/lib/kafka/topics-admin';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { toJsonLine } from './text-table';

export interface CreateTopicsOptions {
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly fix?: boolean;
  readonly json?: boolean;
}

interface Outcome {
  readonly name: string;
  readonly created: boolean;
  readonly differences: readonly FixedDifference[];
}

function checkUsage(name: string | undefined, options: CreateTopicsOptions): void {
  if (name === undefined) {
    const flag = (['partitions', 'replicationFactor'] as const).find((key) => options[key] !== undefined);
    if (flag === undefined) return;
    const shown = flag === 'partitions' ? '--partitions' : '--replication-factor';
    throw new CommandFailed(
      `${shown} is for one topic: name it, as in \`streamscope topics create NAME ${shown} 3\`.`,
      2,
    );
  }
  const problem = topicNameProblem(name);
  if (problem !== null) throw new CommandFailed(`NAME: "${name}" is no topic's name: ${problem}.`, 2);
}

function outcomeText({ name, created, differences }: Outcome, fix: boolean): string {
  const left = differences.filter(({ fixed }) => !fixed).length;
  const state = created
    ? 'created'
    : differences.length === 0
      ? 'exists as wanted'
      : left === 0
        ? 'exists and was altered'
        : 'exists and differs';
  const lines = differences.map(({ property, found, wanted, fixed, reason }) => {
    if (fixed) return `  ${property} was ${found}, is ${wanted} now`;
    return `  ${property} is ${found}, wanted ${wanted}${fix && reason !== null ? `: ${reason}` : ''}`;
  });
  if (differences.some(({ property, fixed }) => fixed && property === 'partitions'))
    lines.push('  from now on keys may go to other partitions than before: order by key holds only from here on');
  if (!fix && left > 0) lines.push(`  alter what Kafka allows: streamscope topics create ${name} --fix`);
  return [`${name}: ${state}`, ...lines].join('\n');
}

/**
 * Creates our topics, or the one that is named, where they are missing; says what differs in others and with `fix`
 * alters what Kafka allows. Resolves to the exit code: 1 when something that was to be fixed stays different.
 */
export async function createTopicsNamed(
  found: FoundBrokers,
  name: string | undefined,
  options: CreateTopicsOptions,
): Promise<0 | 1> {
  checkUsage(name, options);
  const fix = options.fix === true;
  const outcomes = await askKafka(found, openKafka(found, callName()), async (admin): Promise<Outcome[]> => {
    const { brokers } = await admin.describeCluster();
    const { partitions, replicationFactor } = options;
    if (replicationFactor !== undefined && replicationFactor > brokers.length)
      throw new CommandFailed(
        `--replication-factor: ${replicationFactor} replicas need as many brokers; the cluster has ${brokers.length}.`,
        2,
      );
    const definitions = name === undefined ? Object.values(topics) : [definitionOf(name)];
    const plans = definitions.map((definition) =>
      planTopic(definition, brokers.length, { partitions, replicationFactor }),
    );
    const made = await createPlannedTopics(admin, plans);
    const judged: Outcome[] = [];
    for (const outcome of made)
      judged.push({
        ...outcome,
        differences: fix
          ? await fixTopic(admin, outcome.name, outcome.differences)
          : outcome.differences.map((difference) => ({ ...difference, fixed: false, reason: null })),
      });
    return judged;
  });
  if (options.json === true) console.log(toJsonLine({ topics: outcomes }));
  else for (const outcome of outcomes) console.log(outcomeText(outcome, fix));
  return fix && outcomes.some(({ differences }) => differences.some(({ fixed }) => !fixed)) ? 1 : 0;
}
