import { setTimeout as sleep } from 'node:timers/promises';
import { openTopicReader, type ReadRecord, type TopicReader } from '@/lib/kafka/topic-reader';
import { describeTopic } from '@/lib/kafka/topics-admin';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { recordJson, recordText } from './peek-record';
import { checkPeekUsage, chosenRanges, type PeekOptions } from './peek-start';
import { toJsonLine } from './text-table';
import { noSuchTopic } from './topics-show-command';

const usualMessages = 10;
const waitMs = 500;
/** So many polls without a record before the end was reached: transactions are open, or the log was cleaned there. */
const mostEmptyPolls = 3;

type Ends = ReadonlyMap<number, bigint>;
const reached = (reader: TopicReader, ends: Ends): boolean =>
  [...ends].every(([partition, end]) => (reader.positions.get(partition) ?? end) >= end);

/** Records up to `ends`, in the order of their arrival; `signal` ends it early. */
async function* readUntil(reader: TopicReader, ends: Ends, signal: AbortSignal): AsyncGenerator<ReadRecord> {
  let emptyPolls = 0;
  while (!signal.aborted && !reached(reader, ends) && emptyPolls < mostEmptyPolls) {
    const { records, unreadable } = await reader.poll(waitMs);
    for (const { partition, offset, reason } of unreadable)
      console.error(`passed over a record batch at ${partition} @ ${offset}: ${reason}`);
    for (const record of records) if (record.offset < (ends.get(record.partition) ?? 0n)) yield record;
    emptyPolls = records.length + unreadable.length === 0 ? emptyPolls + 1 : 0;
  }
}

/** Records as they come, until `signal`; an outage of the cluster is waited out. */
async function* follow(reader: TopicReader, signal: AbortSignal): AsyncGenerator<ReadRecord> {
  let said = false;
  while (!signal.aborted) {
    try {
      yield* (await reader.poll(waitMs)).records;
      said = false;
    } catch (error) {
      if (!said) console.error(`waiting for Kafka: ${(error as Error).message}`);
      said = true;
      await sleep(waitMs);
    }
  }
}

const byTime = (a: ReadRecord, b: ReadRecord): number =>
  a.timestampMs - b.timestampMs || a.partition - b.partition || Number(a.offset - b.offset);

/** The newest `count` that match, oldest first: looks ever farther back until there are enough. */
async function newest(
  reader: TopicReader,
  ranges: ReturnType<typeof chosenRanges>,
  search: { count: number; matches: (record: ReadRecord) => boolean; wholeTopic: boolean; signal: AbortSignal },
): Promise<readonly ReadRecord[]> {
  for (let depth = BigInt(search.count); ; depth *= 8n) {
    let whole = true;
    const ends = new Map([...ranges].map(([partition, { end }]) => [partition, end]));
    for (const [partition, { low, end }] of ranges) {
      const from = search.wholeTopic || end - depth < low ? low : end - depth;
      reader.positions.set(partition, from);
      whole &&= from === low;
    }
    let found: ReadRecord[] = [];
    for await (const record of readUntil(reader, ends, search.signal)) {
      if (!search.matches(record)) continue;
      found.push(record);
      if (found.length > search.count * 2 + 1_000) found = found.sort(byTime).slice(-search.count);
    }
    if (whole || found.length >= search.count || search.signal.aborted) return found.sort(byTime).slice(-search.count);
  }
}

/** Prints records of a topic; no consumer group is made, nothing is committed. */
export async function peek(found: FoundBrokers, topic: string, options: PeekOptions): Promise<void> {
  checkPeekUsage(options);
  const clientId = callName();
  const known = await askKafka(found, openKafka(found, clientId), (admin) => describeTopic(admin, topic));
  if (known === null) throw noSuchTopic(found, topic);
  const stopping = new AbortController();
  const { signal } = stopping;
  const reader = await openTopicReader({ brokers: found.brokers, clientId, topic, retries: 3 });
  process.on('SIGINT', () => (signal.aborted ? process.exit(130) : stopping.abort()));
  process.on('SIGTERM', () => stopping.abort());
  process.stdout.on('error', () => process.exit(0));

  const key = options.key === undefined ? null : Buffer.from(options.key);
  const matches = (record: ReadRecord): boolean => key === null || record.key?.equals(key) === true;
  let left = options.maxMessages ?? (options.follow === true ? Number.POSITIVE_INFINITY : usualMessages);
  let shown = 0;
  const show = (record: ReadRecord): void => {
    if (options.json === true) console.log(toJsonLine(recordJson(topic, record)));
    else console.log(`${shown > 0 ? '\n' : ''}${recordText(topic, record)}`);
    shown += 1;
    left -= 1;
  };

  try {
    const ranges = chosenRanges(await reader.ranges(), options);
    const ends = new Map([...ranges].map(([partition, { end }]) => [partition, end]));
    if (options.fromBeginning === true || options.offset !== undefined) {
      for (const [partition, { low }] of ranges) reader.positions.set(partition, options.offset ?? low);
      const records = options.follow === true ? follow(reader, signal) : readUntil(reader, ends, signal);
      for await (const record of records) {
        if (matches(record)) show(record);
        if (left <= 0) return;
      }
    } else {
      const count = options.follow === true ? Math.min(left, usualMessages) : left;
      const search = { count, matches, wholeTopic: key !== null, signal };
      for (const record of await newest(reader, ranges, search)) show(record);
    }
    if (options.follow !== true || left <= 0) return;
    for (const [partition, end] of ends) reader.positions.set(partition, end);
    for await (const record of follow(reader, signal)) {
      if (matches(record)) show(record);
      if (left <= 0) return;
    }
  } finally {
    await reader.close();
    if (shown === 0 && options.json !== true)
      console.error(key === null ? `${topic}: no records` : `${topic}: no record with the key --key asks for`);
  }
}
