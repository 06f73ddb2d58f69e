import { aggregatorGroupId, internalGroupPrefix } from '@/lib/contracts/topics';
import { createGroupReader } from '@/lib/kafka/group-reader';
import { producedAtOf } from '@/lib/kafka/producer-headers';
import type { ReadRecord } from '@/lib/kafka/topic-reader';
import { describeTopic } from '@/lib/kafka/topics-admin';
import { inlineText } from './bytes-text';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { createLiveLine } from './live-line';
import { recordJson } from './peek-record';
import { toJsonLine } from './text-table';
import { createTopicJudge } from './topic-judge';
import { noSuchTopic } from './topics-show-command';
import { TrackFigures, trackLine, trackText } from './track-figures';

export interface TrackOptions {
  readonly group: string;
  readonly commitEvery: number;
  readonly quiet?: boolean;
  readonly maxMessages?: number;
  readonly idleTimeout?: number;
  readonly json?: boolean;
}

const historicMs = 86_400_000;

function checkGroup(group: string, ours: string): void {
  if (group === ours || group === aggregatorGroupId || group.startsWith(internalGroupPrefix))
    throw new CommandFailed(
      `--group: ${group} belongs to Streamscope itself and would lose partitions to this tracker. Name a group of your own.`,
      2,
    );
}

/** Reads a topic as a member of a group, prints what comes and how late, commits by hand, and ends with a summary. */
export async function track(
  found: FoundBrokers,
  topic: string,
  options: TrackOptions,
  aggregatorGroup: string,
): Promise<void> {
  checkGroup(options.group, aggregatorGroup);
  const clientId = callName();
  const known = await askKafka(found, openKafka(found, clientId), (admin) => describeTopic(admin, topic));
  if (known === null) throw noSuchTopic(found, topic);
  const judge = createTopicJudge(topic);
  const reader = createGroupReader({ brokers: found.brokers, clientId, groupId: options.group, topic });
  const figures = new TrackFigures(performance.now());
  const live = createLiveLine(process.stderr);
  const { maxMessages = Number.POSITIVE_INFINITY, idleTimeout } = options;
  let sinceCommit = 0;
  let idleTimer: NodeJS.Timeout | undefined;

  const waitOn = (): void => {
    clearTimeout(idleTimer);
    if (idleTimeout !== undefined) idleTimer = setTimeout(reader.end, idleTimeout * 1_000);
  };
  const commit = async (): Promise<void> => {
    const count = sinceCommit;
    sinceCommit = 0;
    if (count === 0) return;
    if (await reader.commit()) figures.commits++;
    else live.say('the group is being rebalanced: what was not committed will be read again');
  };
  /** Counts a record and returns how late it came, null where that cannot be told. */
  const take = (record: ReadRecord): { latencyMs: number | null; problem: string | null } => {
    figures.addRecord(performance.now());
    const nowMs = Date.now();
    if (judge === null) {
      const latencyMs = nowMs - record.timestampMs;
      figures.addLatency(latencyMs, record.timestampType);
      return { latencyMs, problem: null };
    }
    const producedAtMs = producedAtOf(record);
    const { rejection, eventTimeMs } = judge.judge({
      value: record.value,
      appendedAtMs: record.timestampMs,
      producedAtMs,
    });
    if (rejection !== null) {
      figures.addError(rejection.code);
      return { latencyMs: null, problem: `${rejection.code}: ${rejection.sentence}` };
    }
    const latencyMs = nowMs - eventTimeMs;
    if (record.timestampMs - eventTimeMs > historicMs) figures.historic++;
    else figures.addLatency(latencyMs, 'event');
    return { latencyMs, problem: null };
  };
  const show = (record: ReadRecord, latencyMs: number | null, problem: string | null): void => {
    live.clear();
    if (options.json === true) console.log(toJsonLine({ ...recordJson(topic, record), latencyMs, problem }));
    else console.log(eventText(topic, record, latencyMs, problem));
  };

  let endedBySignal = false;
  const onSignal = (): void => {
    if (endedBySignal) process.exit(130);
    endedBySignal = true;
    live.say('stopping: committing what was read (again to end at once)');
    reader.end();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);

  let lastMs = performance.now();
  let lastProcessed = 0;
  live.start(() => {
    const nowMs = performance.now();
    const liveEps = ((figures.processed - lastProcessed) * 1_000) / Math.max(1, nowMs - lastMs);
    [lastMs, lastProcessed] = [nowMs, figures.processed];
    return trackLine(figures.summary(nowMs), liveEps);
  });
  try {
    await reader.read({
      onAssigned(partitions) {
        waitOn();
        sinceCommit = 0;
        if (options.json !== true)
          live.say(`${options.group} reads ${topic}, partitions ${partitions.join(', ') || 'none'}`);
      },
      onUnreadable({ partition, offset, reason }) {
        figures.addError('UNREADABLE');
        live.say(`passed over a record batch at ${partition} @ ${offset}: ${reason}`);
      },
      async onRecord(record) {
        waitOn();
        const { latencyMs, problem } = take(record);
        if (options.quiet !== true) show(record, latencyMs, problem);
        if (++sinceCommit >= options.commitEvery) await commit();
        return figures.processed >= maxMessages ? 'stop' : 'go on';
      },
    });
    await commit();
  } finally {
    clearTimeout(idleTimer);
    live.stop();
    await reader.close();
  }
  const summary = figures.summary(performance.now());
  console.log(options.json === true ? toJsonLine({ ...summary, topic, group: options.group }) : trackText(summary));
}

function eventText(topic: string, record: ReadRecord, latencyMs: number | null, problem: string | null): string {
  const place = `${topic}/${record.partition} @ ${record.offset}`;
  const late = latencyMs === null ? 'rejected' : `${latencyMs.toFixed(0)} ms`;
  const line = `${place}  ${late.padStart(9)}  ${inlineText(record.key)}  ${inlineText(record.value)}`;
  return problem === null ? line : `${line}\n  ${problem}`;
}
