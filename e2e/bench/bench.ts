import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDirectory, startBenchServers } from './bench-servers';
import { measureCells } from './cell-costs';
import { runConsumerPerformance, runCountLoop, runNaiveWorker, runWorker } from './contender';
import { fillOrders } from './fill-topic';
import { measureLatency } from './latency';
import { reportText } from './print-report';
import { runScript } from './run-child';
import {
  type Contest,
  type FurtherStream,
  furtherStreams,
  measureMemory,
  measureStream,
  measureUsers,
  type UserScaling,
  type UserStream,
  userStreams,
} from './stream-figures';
import { type Figures, judge } from './verdicts';

const usage = `npm run bench -- [--records 1000000] [--rounds 5] [--naive-records 3000] [--latency-seconds 30] [--rate 1000]
                  [--stream-records 500000] [--stream-rounds 3] [--memory-records 2000000] [--cell-rounds 40]

Measures the whole worker against what it is promised to beat, all contenders in turn, and exits 1 if a promise fails.`;

const options = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    records: { ...options, default: '1000000' },
    rounds: { ...options, default: '5' },
    'naive-records': { ...options, default: '3000' },
    'latency-seconds': { ...options, default: '30' },
    rate: { ...options, default: '1000' },
    'stream-records': { ...options, default: '500000' },
    'stream-rounds': { ...options, default: '3' },
    'memory-records': { ...options, default: '2000000' },
    'cell-rounds': { ...options, default: '40' },
    help: { type: 'boolean', default: false },
  },
});
const wholeNumber = (name: Exclude<keyof typeof values, 'help'>): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`--${name}: "${values[name]}" is not a whole number above 0\n\n${usage}`);
  process.exit(2);
};
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const [records, rounds, rate] = [wholeNumber('records'), wholeNumber('rounds'), wholeNumber('rate')];
const naiveRecords = Math.min(records, wholeNumber('naive-records'));
const latencySeconds = wholeNumber('latency-seconds');
const streamSizes = { records: wholeNumber('stream-records'), rounds: wholeNumber('stream-rounds') };
const memoryRecords = wholeNumber('memory-records');
const cellRounds = wholeNumber('cell-rounds');

const say = (text: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
const startedAt = new Date().toISOString();
const load = { before: loadavg(), after: [] as number[] };
const servers = await startBenchServers(say);
const stop = (): void => void servers.stop().then(() => process.exit(130));
process.once('SIGINT', stop).once('SIGTERM', stop);
try {
  const figures = await measure();
  load.after = loadavg();
  const verdicts = judge(figures);
  const machine = {
    cpu: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    kafka: '4.3.1, one broker, loopback, replication factor 1',
    kafkajs: '2.2.4',
    postgres: 'PostgreSQL 18, durable commits',
  };
  const sizes = { records, rounds, naiveRecords, latencySeconds, rate, streamSizes, memoryRecords, cellRounds };
  mkdirSync(benchDirectory, { recursive: true });
  const file = join(benchDirectory, `report-${startedAt.replaceAll(':', '-').slice(0, 19)}.json`);
  writeFileSync(file, `${JSON.stringify({ startedAt, machine, load, sizes, verdicts, figures }, null, 2)}\n`);
  console.log(`\n${reportText(figures, verdicts)}\n`);
  console.log(
    Object.entries(machine)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  );
  console.log(
    `load: ${load.before.map((one) => one.toFixed(1)).join(' ')} before, ${load.after.map((one) => one.toFixed(1)).join(' ')} after`,
  );
  console.log(`sizes: ${JSON.stringify(sizes)}\nreport: ${file}`);
  process.exitCode = verdicts.some((verdict) => verdict.passed === false) ? 1 : 0;
} finally {
  await servers.stop();
}
process.exit();

async function measure(): Promise<Figures> {
  const { brokers } = servers.kafka;
  say(`filling the topic with ${records} orders of now`);
  await fillOrders(brokers, records, 'live');
  const live: Figures['live'] = { count: [], worker: [], withoutCommit: [], naive: [], java: [] };
  for (let round = 1; round <= rounds; round++) {
    say(`live, round ${round} of ${rounds}`);
    live.count.push(await runCountLoop(servers, records));
    live.worker.push(await runWorker(servers, records));
    const java = await runConsumerPerformance(servers, records);
    if (java !== null) live.java.push(java);
    live.withoutCommit.push(await runWorker(servers, records, { commit: false }));
    live.naive.push(await runNaiveWorker(servers, naiveRecords));
  }
  say(`filling the topic with ${records} orders of 28 days`);
  await fillOrders(brokers, records, 'backfill');
  const backfill: Figures['backfill'] = { count: [], worker: [] };
  for (let round = 1; round <= rounds; round++) {
    say(`backfill, round ${round} of ${rounds}`);
    backfill.count.push(await runCountLoop(servers, records));
    backfill.worker.push(await runWorker(servers, records));
  }
  const further = {} as Record<FurtherStream, Contest>;
  for (const stream of furtherStreams) further[stream] = await measureStream(servers, stream, { ...streamSizes, say });
  const users = {} as Record<UserStream, UserScaling>;
  for (const stream of userStreams) users[stream] = await measureUsers(servers, stream, { ...streamSizes, say });
  say('making ratings');
  const ratingsMadePerSecond = await runScript<number[]>('./generate-rates.ts', [
    String(Math.min(streamSizes.records, 200_000)),
    String(streamSizes.rounds),
  ]);
  const memoryGrowthMib = await measureMemory(servers, memoryRecords, say);
  say('parsing and validating');
  const parsing = await runScript<Figures['parsing']>('./parse-rates.ts', [
    String(Math.min(records, 200_000)),
    String(rounds),
  ]);
  const cells = await measureCells(servers, { rounds: cellRounds, say });
  say(`latency at ${rate} events/s for ${latencySeconds} s`);
  return {
    live,
    backfill,
    further,
    users,
    ratingsMadePerSecond,
    memoryGrowthMib,
    parsing,
    latency: await measureLatency(servers, { eventsPerSecond: rate, seconds: latencySeconds }),
    cells,
  };
}
