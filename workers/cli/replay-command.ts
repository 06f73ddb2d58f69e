import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createAckLatency } from '@/lib/kafka/ack-latency';
import { createRecordSink } from '@/lib/kafka/record-sink';
import { systemClock } from '@/lib/kafka/system-clock';
import { describeTopic } from '@/lib/kafka/topics-admin';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { createLiveLine } from './live-line';
import { type ReadLine, readLines } from './read-lines';
import { type ReplayFigures, replayLine, replayText } from './replay-figures';
import { parseReplayLine, type ReplayRecord } from './replay-line';
import { ownPace, ratePace } from './replay-pace';
import { toJsonLine } from './text-table';
import { noSuchTopic } from './topics-show-command';

export interface ReplayOptions {
  readonly topic: string;
  /** Times as fast as the timestamps say. */
  readonly speed: number;
  /** Instead of the records' own pace; 0 = as fast as it goes. */
  readonly eventsPerSecond?: number;
  readonly maxEvents?: number;
  /** First line that is sent, from 1. */
  readonly fromLine: number;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const mostLineBytes = 8_388_608;
const flushMs = 15_000;
/** Broken lines that are named one by one. */
const mostNamed = 20;

async function* linesOf(file: string, signal: AbortSignal): AsyncGenerator<ReadLine> {
  if (file !== '-') {
    const found = await stat(file).catch((error: Error) => error);
    if (found instanceof Error) throw new CommandFailed(`${file} cannot be read: ${found.message}`);
    if (found.isDirectory()) throw new CommandFailed(`${file} is a directory: name a file of one JSON object a line.`);
  }
  const input = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1_048_576 });
  signal.addEventListener('abort', () => input.destroy(), { once: true });
  try {
    yield* readLines(input, mostLineBytes);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Sends a file's records in their order, at their own pace or a rate. The file is its own outbox: what was not
 * acknowledged is told by its line, from which another call goes on. Resolves to the exit code: 1 when something was not
 * acknowledged, or a line was broken with `strict`.
 */
export async function replay(found: FoundBrokers, file: string, options: ReplayOptions): Promise<0 | 1> {
  const { topic } = options;
  const kafka = openKafka(found, callName());
  if ((await askKafka(found, kafka, (admin) => describeTopic(admin, topic))) === null) throw noSuchTopic(found, topic);
  const ack = createAckLatency();
  const live = createLiveLine(process.stderr);
  const stopping = new AbortController();
  const { signal } = stopping;
  /** Lines of the records that are not acknowledged yet; acknowledgements come in the order of taking. */
  const waiting: number[] = [];
  let acknowledgedLine = options.fromLine - 1;
  const sink = createRecordSink({
    kafka,
    topics: [topic],
    flushMs,
    onAcknowledged(ackMs) {
      ack.record(ackMs);
      acknowledgedLine = waiting.shift() ?? acknowledgedLine;
    },
    onRejected: (error, attempt) =>
      live.say(`a send was rejected (attempt ${attempt}), the same records go again: ${(error as Error).message}`),
    onWaiting: (reason) => live.say(reason),
  });
  const onSignal = (): void => {
    if (signal.aborted) process.exit(130);
    live.say('stopping: waiting for acknowledgements (again to end at once)');
    stopping.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);

  let lines = 0;
  let broken = 0;
  let taken = 0;
  let startMs = performance.now();
  let endMs: number | null = null;
  const figures = (): ReplayFigures => {
    const seconds = Math.max(0.001, ((endMs ?? performance.now()) - startMs) / 1_000);
    return {
      ...{ sent_ok: sink.sentOk, sent_error: sink.sentError, throughput_eps: sink.sentOk / seconds },
      ...{ avg_ack_ms: ack.meanMs, ack_p95_ms: ack.p95Ms, duration_s: seconds, rejected_sends: sink.rejectedSends },
      ...{ lines, broken_lines: broken, acknowledged_line: acknowledgedLine },
    };
  };
  const noteBroken = (number: number, problem: string): void => {
    broken += 1;
    if (broken <= mostNamed) live.say(`line ${number} ${problem}: ${options.strict ? 'stopping' : 'left out'}`);
    else if (broken === mostNamed + 1) live.say('more lines are broken: the summary counts them');
    if (options.strict) stopping.abort();
  };
  const offer = async (number: number, record: ReplayRecord): Promise<void> => {
    const { key, value, headers } = record;
    while (!signal.aborted) {
      waiting.push(number);
      if (sink.offer({ topic, key, value, headers, producedAtMs: Date.now() })) {
        taken += 1;
        return;
      }
      waiting.pop();
      await Promise.race([sink.whenRoom(), aborted]);
    }
  };
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

  const run = async (): Promise<void> => {
    const pace =
      options.eventsPerSecond === undefined
        ? ownPace(options.speed, startMs)
        : ratePace(options.eventsPerSecond, startMs);
    for await (const { number, text, problem } of linesOf(file, signal)) {
      if (signal.aborted || taken >= (options.maxEvents ?? Number.POSITIVE_INFINITY)) break;
      if (number < options.fromLine || text?.trim() === '') continue;
      lines += 1;
      const parsed = text === null ? { problem } : parseReplayLine(text);
      if ('problem' in parsed) {
        noteBroken(number, parsed.problem);
        continue;
      }
      const waitMs = pace.waitMs(parsed.record.timestampMs, performance.now());
      if (waitMs > 0) await systemClock.sleep(waitMs, signal);
      try {
        await offer(number, parsed.record);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        waiting.pop();
        noteBroken(number, `is too large: ${error.message}`);
      }
    }
    await sink.flush(flushMs);
  };

  try {
    await sink.start(signal);
    startMs = performance.now();
    live.start(() => replayLine(figures()));
    if (!signal.aborted) await run();
  } finally {
    endMs = performance.now();
    await sink.stop();
    live.stop();
  }
  const end = figures();
  console.log(
    options.json ? toJsonLine({ ...end, topic, file, producer_id: sink.producerId }) : replayText(end, file, topic),
  );
  return end.sent_error > 0 || (options.strict === true && broken > 0) ? 1 : 0;
}
