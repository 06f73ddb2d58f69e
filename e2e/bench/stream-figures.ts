import { readFileSync } from 'node:fs';
import type { EventStreamName } from '../../lib/contracts/streams';
import type { BenchServers } from './bench-servers';
import { type Run, runCountLoop, runWorker } from './contender';
import { fillTopic } from './fill-topic';

/** The streams beside orders, with how often a figure of the orders' size is taken. */
export const furtherStreams = ['ratings', 'engagement', 'movie-events'] as const satisfies readonly EventStreamName[];
export type FurtherStream = (typeof furtherStreams)[number];

/** Streams that keep a row a user. */
export const userStreams = ['ratings', 'movie-events'] as const satisfies readonly FurtherStream[];
export type UserStream = (typeof userStreams)[number];

export interface Contest {
  readonly count: Run[];
  readonly worker: Run[];
}

/** The whole worker against the counting loop, in turn over the same records. */
export async function measureStream(
  servers: BenchServers,
  stream: FurtherStream,
  options: { readonly records: number; readonly rounds: number; readonly say: (text: string) => void },
): Promise<Contest> {
  const { records, rounds, say } = options;
  say(`filling the topics of ${stream} with ${records} records`);
  await fillTopic({ brokers: servers.kafka.brokers, records, producer: stream, seed: `bench ${stream}` });
  const contest: Contest = { count: [], worker: [] };
  for (let round = 1; round <= rounds; round++) {
    say(`${stream}, round ${round} of ${rounds}`);
    contest.count.push(await runCountLoop(servers, records, stream));
    contest.worker.push(await runWorker(servers, records, { stream }));
  }
  return contest;
}

export interface UserScaling {
  /** Events of 10,000 users. */
  readonly few: Run[];
  /** Events of as many users as there are, up to 1,000,000. */
  readonly many: Run[];
}

/** The same count of events of few and of many users, in turn. */
export async function measureUsers(
  servers: BenchServers,
  stream: UserStream,
  options: { readonly records: number; readonly rounds: number; readonly say: (text: string) => void },
): Promise<UserScaling> {
  const { records, rounds, say } = options;
  const scaling: UserScaling = { few: [], many: [] };
  for (let round = 1; round <= rounds; round++)
    for (const [kind, users] of [
      ['few', '10000'],
      ['many', stream === 'ratings' ? '138493' : '1000000'],
    ] as const) {
      say(`${stream} of ${users} users, round ${round} of ${rounds}`);
      await fillTopic({
        ...{ brokers: servers.kafka.brokers, records, producer: stream, seed: `users ${users}` },
        flags: ['--users', users],
      });
      scaling[kind].push(await runWorker(servers, records, { stream }));
    }
  return scaling;
}

/** How much the worker's memory grows between a tenth and the whole of catching up, MiB of resident set. */
export async function measureMemory(
  servers: BenchServers,
  records: number,
  say: (text: string) => void,
): Promise<number> {
  say(`filling the topic of ratings with ${records} records for the memory's sake`);
  await fillTopic({ brokers: servers.kafka.brokers, records, producer: 'ratings', seed: 'bench memory' });
  say('catching up, with an eye on the memory');
  let atTenth = Number.NaN;
  let atEnd = Number.NaN;
  await runWorker(servers, records, {
    stream: 'ratings',
    onStored(stored, pid) {
      if (Number.isNaN(atTenth) && stored >= records / 10) atTenth = residentMib(pid);
      if (stored > 0) atEnd = residentMib(pid);
    },
  });
  return atEnd - atTenth;
}

/** Linux only, else NaN. */
function residentMib(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}
