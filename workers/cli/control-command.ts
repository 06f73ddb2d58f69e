import { randomBytes } from 'node:crypto';
import { type ControlCommand, controlCommandSchema, defaultRunMs } from '@/lib/contracts/control-command';
import { type ControlSample, controlSampleSchema } from '@/lib/contracts/metric-sample';
import { isProducerName, producerNames } from '@/lib/contracts/producer-names';
import { topics } from '@/lib/contracts/topics';
import { createPlainProducer, sendAcknowledged } from '@/lib/kafka/acknowledged-send';
import { createTopicTail } from '@/lib/kafka/topic-tail';
import { createLog } from '@/lib/runtime/log';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { toJsonLine } from './text-table';

export interface ControlOptions {
  readonly target: string;
  readonly action: ControlCommand['action'];
  /** Undefined ones are left out. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly waitMs: number;
  readonly json: boolean;
}

/** An answer is on the topic within this of the clock's difference to the broker's. */
const clockSlackMs = 5_000;

/** A start counts until its run is over, everything else as long as a run without an end: a restart obeys it again. */
function makeCommand({ target, action, args }: ControlOptions, nowMs: number): ControlCommand {
  const seconds = action === 'start' && typeof args.duration_seconds === 'number' ? args.duration_seconds : null;
  const lastsMs = action === 'fault' ? 30_000 : Math.max(30_000, seconds === null ? defaultRunMs : seconds * 1_000);
  return controlCommandSchema.parse({
    v: 1,
    command_id: randomBytes(6).toString('hex'),
    ...{ target, action, args: JSON.parse(JSON.stringify(args)) },
    issued_at_ms: nowMs,
    expires_at_ms: nowMs + Math.round(lastsMs),
  });
}

/** Sends a command to the producers and waits for the first answer. Resolves to the exit code: 1 when refused. */
export async function sendCommand(found: FoundBrokers, options: ControlOptions): Promise<0 | 1> {
  if (!isProducerName(options.target))
    throw new CommandFailed(`There is no producer "${options.target}"; there are ${producerNames.join(', ')}.`, 2);
  const name = callName();
  const kafka = openKafka(found, name);
  const existing = await askKafka(found, kafka, (admin) => admin.listTopics());
  for (const { name: topic } of [topics.control, topics.metrics])
    if (!existing.includes(topic))
      throw new CommandFailed(`There is no topic ${topic}. Make ours with \`streamscope topics create\`.`);
  const command = makeCommand(options, Date.now());
  const answered = waitForAnswer(found, name, command);
  const producer = createPlainProducer(kafka);
  await producer.connect();
  await sendAcknowledged(producer, topics.control.name, [
    { key: command.target, value: JSON.stringify(command), partition: 0 },
  ]);
  await producer.disconnect();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), options.waitMs));
  const answer = await Promise.race([answered.answer, late]);
  await answered.stop();
  if (answer === null)
    throw new CommandFailed(
      `No producer answered within ${options.waitMs / 1_000} s. Those of \`npm start\` obey; any other one has to run with STREAMSCOPE_CONTROL=armed.`,
    );
  if (options.json) console.log(toJsonLine(answer));
  else console.log(`${answer.state} by ${answer.source}: ${answer.text}`);
  return answer.state === 'accepted' || answer.state === 'done' ? 0 : 1;
}

function waitForAnswer(
  found: FoundBrokers,
  name: string,
  command: ControlCommand,
): { answer: Promise<ControlSample>; stop: () => Promise<void> } {
  let take: (sample: ControlSample) => void = () => {};
  const answer = new Promise<ControlSample>((resolve) => {
    take = resolve;
  });
  const tail = createTopicTail({
    ...{ brokers: found.brokers, clientId: name, topic: topics.metrics.name },
    fromMs: command.issued_at_ms - clockSlackMs,
    log: createLog({ process: 'cli', instance: name, level: 'silent' }),
    onRecord({ value }) {
      const text = value?.toString() ?? '';
      if (!text.includes(command.command_id)) return;
      const sample = controlSampleSchema.safeParse(JSON.parse(text));
      if (sample.success && sample.data.commandId === command.command_id) take(sample.data);
    },
  });
  void tail.start(new AbortController().signal);
  return { answer, stop: () => tail.stop() };
}
