import { type StreamName, streams } from '@/lib/contracts/streams';
import { producedAtOf, producerOf } from '@/lib/kafka/producer-headers';
import { openTopicReader, type ReadRecord, type TopicReader } from '@/lib/kafka/topic-reader';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import { type ExportFiles, openExportFiles } from './export-files';
import { invalidLine, validLine } from './export-lines';
import { checkSameExport, type ExportQuestion, planExport } from './export-plan';
import { type ExportPartition, type ExportProgress, exportCounts, shareDone } from './export-progress';
import type { FoundBrokers } from './find-brokers';
import { createLiveLine, type LiveLine } from './live-line';
import { textTable, toJsonLine } from './text-table';
import { createTopicJudge, type TopicJudge } from './topic-judge';

const pollMs = 500;
const checkpointBytes = 4_194_304;
const checkpointMs = 1_000;
/** Without any progress for so long the export ends; it can be gone on with. */
const patienceMs = 60_000;

export interface ExportOptions extends ExportQuestion {
  readonly out: string;
  readonly json: boolean;
}

/** Writes what Kafka holds of a stream into files, judged as the worker does; goes on where an interrupted call stopped. */
export async function exportStream(found: FoundBrokers, name: StreamName, options: ExportOptions): Promise<0 | 1> {
  const clientId = callName();
  const stream = streams[name];
  const wanted = await askKafka(found, openKafka(found, clientId), (admin) =>
    planExport(found, clientId, admin, stream, options),
  );
  const files = await openExportFiles(options.out);
  const live = createLiveLine(process.stderr);
  const stopping = new AbortController();
  const onSignal = (): void => (stopping.signal.aborted ? process.exit(130) : stopping.abort());
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    if (files.earlier !== null) checkSameExport(files.earlier, wanted, options.out);
    const progress = files.earlier ?? wanted;
    if (!options.json) tellHeld(progress, files.earlier !== null, live);
    live.start(() => {
      const { valid, invalid } = exportCounts(progress);
      return `${(shareDone(progress) * 100).toFixed(1)} %  valid ${valid}  invalid ${invalid}`;
    });
    for (const topic of stream.topics)
      await exportTopic({ found, clientId, topic, progress, files, live, signal: stopping.signal });
    if (stopping.signal.aborted) {
      await files.checkpoint(progress);
      live.say(`stopped at ${(shareDone(progress) * 100).toFixed(1)} %: the same call goes on there`);
      return 1;
    }
    await files.finish(progress);
    tellCounts(progress, options);
    return 0;
  } finally {
    live.stop();
    await files.close();
  }
}

async function exportTopic(job: {
  found: FoundBrokers;
  clientId: string;
  topic: string;
  progress: ExportProgress;
  files: ExportFiles;
  live: LiveLine;
  signal: AbortSignal;
}): Promise<void> {
  const { topic, progress, files, signal } = job;
  const open = new Map(
    progress.partitions
      .filter((part) => part.topic === topic && BigInt(part.next) < BigInt(part.to))
      .map((part) => [part.partition, part]),
  );
  if (open.size === 0) return;
  const judge = createTopicJudge(topic)!;
  const reader = await openTopicReader({ brokers: job.found.brokers, clientId: job.clientId, topic, retries: 3 });
  for (const [partition, { next }] of open) reader.positions.set(partition, BigInt(next));
  let movedAtMs = performance.now();
  let storedAtMs = movedAtMs;
  try {
    while (open.size > 0 && !signal.aborted) {
      const { records, unreadable } = await reader.poll(pollMs);
      for (const { partition, offset, reason } of unreadable) {
        open.get(partition)!.unreadable += 1;
        job.live.say(`passed over a record batch at ${topic}/${partition} @ ${offset}: ${reason}`);
      }
      for (const record of records) {
        const part = open.get(record.partition);
        if (part !== undefined && record.offset < BigInt(part.to)) take(record, part, judge, job);
      }
      for (const [partition, part] of open) {
        const position = reader.positions.get(partition)!;
        if (position > BigInt(part.next)) movedAtMs = performance.now();
        if (position > BigInt(part.next) && !records.some((record) => record.partition === partition))
          await countLost(reader, part, position);
        part.next = `${position < BigInt(part.to) ? position : part.to}`;
        if (part.next !== part.to) continue;
        open.delete(partition);
        reader.positions.delete(partition);
      }
      if (files.buffered > checkpointBytes || performance.now() - storedAtMs > checkpointMs) {
        await files.checkpoint(progress);
        storedAtMs = performance.now();
      }
      if (performance.now() - movedAtMs > patienceMs)
        throw new CommandFailed(
          `Kafka has sent nothing of ${topic} for ${patienceMs / 1_000} s: the same call goes on later.`,
        );
    }
  } finally {
    await reader.close();
  }
}

function take(
  record: ReadRecord,
  part: ExportPartition,
  judge: TopicJudge,
  { topic, progress, files }: { topic: string; progress: ExportProgress; files: ExportFiles },
): void {
  if (isCopy(record, topic, progress)) {
    part.deduplicated += 1;
    return;
  }
  const { value, timestampMs: appendedAtMs } = record;
  const { rejection } = judge.judge({ value, appendedAtMs, producedAtMs: producedAtOf(record) });
  if (rejection === null) {
    part.valid += 1;
    files.write('valid', validLine(topic, record));
    return;
  }
  part.invalid += 1;
  progress.byCode[rejection.code] = (progress.byCode[rejection.code] ?? 0) + 1;
  files.write('invalid', invalidLine(topic, record, rejection));
}

/** As the worker tells it: by a producer's number in the partition that is not above the highest one seen. */
function isCopy(record: ReadRecord, topic: string, { sequences }: ExportProgress): boolean {
  const { id, sequence } = producerOf(record);
  if (id === '' || !(sequence >= 1)) return false;
  const key = `${topic}/${record.partition}/${id}`;
  if (sequence <= (sequences[key] ?? 0)) return true;
  sequences[key] = sequence;
  return false;
}

/** Offsets from `next` on that Kafka has dropped; holes of cleaned and aborted records are none. */
async function countLost(reader: TopicReader, part: ExportPartition, position: bigint): Promise<void> {
  const low = (await reader.ranges()).get(part.partition)?.low ?? 0n;
  const firstKept = low < position ? low : position;
  if (firstKept > BigInt(part.next)) part.lost += Number(firstKept - BigInt(part.next));
}

function tellHeld(progress: ExportProgress, goesOn: boolean, live: LiveLine): void {
  const { oldest_held: oldest } = exportCounts(progress);
  if (goesOn) live.say(`going on with an interrupted export, ${(shareDone(progress) * 100).toFixed(1)} % done`);
  live.say(oldest === null ? 'Kafka holds no record' : `Kafka holds records since ${oldest}`);
  const gone = progress.partitions.filter(({ held }) => held.low !== '0');
  for (const { topic, partition, held } of gone)
    live.say(`${topic}/${partition}: offsets 0 to ${BigInt(held.low) - 1n} are no longer there`);
}

function tellCounts(progress: ExportProgress, options: ExportOptions): void {
  const counts = exportCounts(progress);
  if (options.json) {
    console.log(toJsonLine({ ...counts, out: options.out }));
    return;
  }
  console.log(
    textTable(
      ['topic', 'partition', 'from', 'to', 'valid', 'invalid', 'deduplicated', 'lost'],
      counts.partitions.map((part) => [
        ...[part.topic, part.partition, BigInt(part.from), BigInt(part.to)],
        ...[part.valid, part.invalid, part.deduplicated, part.lost],
      ]),
    ),
  );
  for (const [code, count] of Object.entries(counts.invalid_by_code)) console.log(`  ${code.padEnd(20)}${count}`);
  console.log(`${counts.valid} valid, ${counts.invalid} invalid: ${options.out}`);
}
