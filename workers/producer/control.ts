import { type ControlCommand, controlCommandSchema } from '@/lib/contracts/control-command';
import type { ControlSample } from '@/lib/contracts/metric-sample';
import type { ProducerName } from '@/lib/contracts/producer-names';
import { topics } from '@/lib/contracts/topics';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createTopicTail } from '@/lib/kafka/topic-tail';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';
import { judgeCommand, type Order } from './judge-command';
import type { Traffic, WantedRun } from './traffic';

/** Slow enough for nothing to be made while it lasts. */
const stalledEventsPerSecond = 0.000_1;
const burstTimes = 10;

const paceOf = ({ eventsPerSecond }: { eventsPerSecond: number }): string =>
  eventsPerSecond === 0 ? 'as fast as it goes' : `at ${eventsPerSecond} events/s`;

const lengthOf = ({ durationMs, maxEvents }: WantedRun): string =>
  [
    ...(maxEvents === undefined ? [] : [`for ${maxEvents} events`]),
    `for at most ${Math.round((durationMs ?? 0) / 1_000)} s`,
  ].join(', ');

/**
 * Obeys the topic `control`, from its beginning on, and answers each command on `metrics`. Only to be made where the
 * process is armed: who may write to the topic may start and stop traffic.
 */
export function createControl(options: {
  brokers: readonly string[];
  instance: string;
  traffic: Pick<Traffic, 'run' | 'setRate' | 'halt' | 'rateOf'>;
  publisher: Pick<MetricsPublisher, 'publish'>;
  log: Log;
  /** Ends the process at once, as a crash would. */
  crash: () => void;
  now?: () => number;
}): Part & { obey(text: string): Promise<void> } {
  const { traffic, log, now = Date.now } = options;
  const startedAtMs = now();
  const seen = new Set<string>();

  const obeyOrder = async (producer: ProducerName, order: Order, answer: Answer): Promise<void> => {
    if (order.action === 'start') {
      answer('accepted', `${producer} ${paceOf(order.run)} ${lengthOf(order.run)}`);
      const made = await traffic.run(producer, order.run);
      answer('done', `${producer} made ${made} events`);
    } else if (order.action === 'stop') {
      const ran = await traffic.halt(producer);
      answer('done', ran ? `${producer} is stopped` : `${producer} did not run`);
    } else if (order.action === 'rate') {
      if (traffic.setRate(producer, order.eventsPerSecond)) answer('done', `${producer} ${paceOf(order)}`);
      else answer('refused', `${producer} does not run: start it`);
    } else await makeFault(producer, order, answer);
  };

  const makeFault = async (
    producer: ProducerName,
    order: Order & { action: 'fault' },
    answer: Answer,
  ): Promise<void> => {
    const before = traffic.rateOf(producer);
    if (order.fault === 'crash') {
      answer('accepted', 'the producer process ends at once; its supervisor starts it again');
      setTimeout(options.crash, crashDelayMs);
      return;
    }
    if (before === null || before === 0) return answer('refused', `${producer} does not run at a rate`);
    const faulty = order.fault === 'stall' ? stalledEventsPerSecond : before * burstTimes;
    traffic.setRate(producer, faulty);
    answer('accepted', `${producer}: ${order.fault} for ${order.durationMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, order.durationMs));
    if (traffic.rateOf(producer) === faulty) traffic.setRate(producer, before);
    answer('done', `${producer}: the ${order.fault} is over`);
  };

  const obey = async (text: string): Promise<void> => {
    const command = parseCommand(text);
    if (command === null) return log.warn({ text: text.slice(0, 200) }, 'a record on control is no command');
    if (seen.has(command.command_id)) return;
    seen.add(command.command_id);
    const { command_id: commandId, target, action } = command;
    const answer: Answer = (state, said) => {
      log.info({ commandId, target, action, state, text: said }, 'a command');
      options.publisher.publish({ kind: 'control', commandId, target, action, state, text: said.slice(0, 200) });
    };
    const judged = judgeCommand(command, { nowMs: now(), startedAtMs });
    if (judged.verdict === 'obey') await obeyOrder(judged.producer, judged.order, answer);
    else if (judged.verdict !== 'ignored') answer(judged.verdict, judged.text);
  };

  const tail = createTopicTail({
    ...{ brokers: options.brokers, clientId: `${options.instance}-control`, topic: topics.control.name, log },
    fromMs: 0,
    onRecord({ value }) {
      if (value !== null)
        obey(value.toString()).catch((error) => log.error({ err: error }, 'a command could not be obeyed'));
    },
  });
  return { name: 'control', obey, start: (signal) => tail.start(signal), stop: () => tail.stop() };
}

/** So long the answer has to leave the process. */
const crashDelayMs = 500;

type Answer = (state: ControlSample['state'], text: string) => void;

function parseCommand(text: string): ControlCommand | null {
  try {
    return controlCommandSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
