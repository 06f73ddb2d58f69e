import { type StreamName, streamNames, streams } from '@/lib/contracts/streams';
import { createPool, type Pool } from '@/lib/db/pool';
import { type RebuildOutcome, rebuildStream } from '@/lib/db/rebuild-stream';
import { createStreamRegistry } from '@/lib/streams/registry';
import { askYes } from './ask-yes';
import { CommandFailed } from './command-failed';
import { callName } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { type HeldPartition, readHeldPartitions } from './held-partitions';
import { awaitRebuilt } from './rebuild-progress';
import { toJsonLine } from './text-table';

export interface RebuildOptions {
  readonly acceptLoss?: boolean;
  readonly wait?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Has a stream counted again from the first record that Kafka holds. Throws with the reason when it was refused. */
export async function rebuild(
  servers: { readonly brokers: FoundBrokers; readonly databaseUrl: string },
  name: string,
  options: RebuildOptions,
): Promise<void> {
  const stream = streamNames.find((known) => known === name);
  if (stream === undefined)
    throw new CommandFailed(`STREAM: "${name}" is none of ours: give one of ${streamNames.join(', ')}.`, 2);
  const clientId = callName();
  const readHeld = () => readHeldPartitions(servers.brokers, clientId, streams[stream].topics);
  const pool = createPool({ databaseUrl: servers.databaseUrl, applicationName: `streamscope ${clientId}`, max: 2 });
  try {
    await rebuildHeld(pool, stream, readHeld, options);
  } finally {
    await pool.end();
  }
}

async function rebuildHeld(
  pool: Pool,
  stream: StreamName,
  readHeld: () => Promise<readonly HeldPartition[]>,
  options: RebuildOptions,
): Promise<void> {
  const held = await readHeld();
  const acceptLoss = options.acceptLoss === true;
  const request = {
    stream: createStreamRegistry()[stream],
    topics: streams[stream].topics,
    positions: held.map(({ topic, partition, incarnation, low }) => ({
      topic,
      partition,
      incarnation,
      lowOffset: low,
    })),
    acceptLoss,
  };
  const plan = await rebuildStream(pool, request, true);
  if (!acceptLoss) refuseLoss(stream, plan);
  const loss = plan.lost === 0n ? '' : ` ${plan.lost} of them cannot be read again.`;
  if (options.yes !== true)
    console.error(
      `${stream}: ${plan.counted} stored record(s), their aggregates, dead letters and gaps go.${loss} ${countOf(held)} record(s) of ${request.topics.join(', ')} are counted again.`,
    );
  await askYes(`Rebuild ${stream}?`, options.yes === true);
  const startedMs = performance.now();
  const outcome = await rebuildStream(pool, request);
  if (!outcome.done) refuseLoss(stream, outcome);
  // Under load more was stored since the first look than Kafka held then: all of it has to come back.
  const toCount = await readHeld();
  const inKafka = countOf(toCount);
  const emptied = { stream, emptied: outcome.counted, lost: outcome.lost };
  if (options.wait === false) {
    if (options.json === true) console.log(toJsonLine({ ...emptied, records: inKafka }));
    else console.log(`${stream}: emptied; the aggregators count ${inKafka} record(s) again.`);
    return;
  }
  const counted = await awaitRebuilt({ pool, stream, held: toCount });
  const seconds = (performance.now() - startedMs) / 1_000;
  if (options.json === true) return console.log(toJsonLine({ ...emptied, records: inKafka, ...counted, seconds }));
  const { valid, dead, deduplicated, gaps } = counted;
  console.log(
    `${stream}: ${inKafka} record(s) counted again in ${seconds.toFixed(1)} s; stored are ${valid} valid, ${dead} dead, ${deduplicated} deduplicated, ${gaps} gaps.`,
  );
}

const countOf = (held: readonly HeldPartition[]): bigint => held.reduce((sum, { low, high }) => sum + high - low, 0n);

function refuseLoss(stream: StreamName, { counted, lost }: RebuildOutcome): void {
  if (lost === 0n) return;
  throw new CommandFailed(
    `Kafka no longer holds ${lost} of the ${counted} records that are stored of ${stream}: they would be missing afterwards. Nothing was changed. Add --accept-loss to go on without them.`,
  );
}
