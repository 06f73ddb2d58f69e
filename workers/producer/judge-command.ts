import { type ControlCommand, defaultRunMs } from '@/lib/contracts/control-command';
import { isProducerName, type ProducerName } from '@/lib/contracts/producer-names';
import type { WantedRun } from './traffic';

export const faultKinds = ['crash', 'stall', 'burst'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What a command comes to. */
export type Order =
  | { readonly action: 'start'; readonly run: WantedRun }
  | { readonly action: 'stop' }
  | { readonly action: 'rate'; readonly eventsPerSecond: number }
  | { readonly action: 'fault'; readonly fault: FaultKind; readonly durationMs: number };

export type Judged =
  | { readonly verdict: 'obey'; readonly producer: ProducerName; readonly order: Order }
  | { readonly verdict: 'refused' | 'expired'; readonly text: string }
  /** Not for us, or over and done with. */
  | { readonly verdict: 'ignored' };

const usualEventsPerSecond = 50;
const mostPerSecond = 1_000_000;
const longestRunMs = 86_400_000;
const usualFaultMs = 10_000;
const longestFaultMs = 60_000;

const known: Readonly<Record<ControlCommand['action'], readonly string[]>> = {
  start: ['events_per_second', 'duration_seconds', 'max_events', 'seed'],
  stop: [],
  rate: ['events_per_second'],
  fault: ['kind', 'duration_seconds'],
};

class Refusal extends Error {}

function numberIn(args: ControlCommand['args'], name: string, most: number, whole = false): number | undefined {
  const value = args[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= 0) || value > most || (whole && !Number.isInteger(value)))
    throw new Refusal(`${name} has to be a ${whole ? 'whole ' : ''}number from 0 to ${most}`);
  return value;
}

function startOrder({ args, issued_at_ms }: ControlCommand, nowMs: number): Order | null {
  const seconds = numberIn(args, 'duration_seconds', longestRunMs / 1_000);
  const maxEvents = numberIn(args, 'max_events', Number.MAX_SAFE_INTEGER, true);
  const durationMs = issued_at_ms + (seconds === undefined ? defaultRunMs : seconds * 1_000) - nowMs;
  if (durationMs <= 0) return null;
  if (args.seed !== undefined && typeof args.seed !== 'string') throw new Refusal('seed has to be a text');
  return {
    action: 'start',
    run: {
      eventsPerSecond: numberIn(args, 'events_per_second', mostPerSecond) ?? usualEventsPerSecond,
      durationMs,
      ...(maxEvents === undefined ? {} : { maxEvents }),
      ...(args.seed === undefined ? {} : { seed: args.seed }),
    },
  };
}

function orderOf(command: ControlCommand, nowMs: number): Order | null {
  const { action, args } = command;
  const odd = Object.keys(args).find((name) => !known[action].includes(name));
  if (odd !== undefined) throw new Refusal(`${action} knows no ${odd}; it knows ${known[action].join(', ') || 'none'}`);
  if (action === 'start') return startOrder(command, nowMs);
  if (action === 'stop') return { action };
  if (action === 'rate') {
    const eventsPerSecond = numberIn(args, 'events_per_second', mostPerSecond);
    if (eventsPerSecond === undefined) throw new Refusal('rate needs events_per_second');
    return { action, eventsPerSecond };
  }
  const fault = faultKinds.find((kind) => kind === args.kind);
  if (fault === undefined) throw new Refusal(`fault needs a kind: ${faultKinds.join(', ')}`);
  const seconds = numberIn(args, 'duration_seconds', longestFaultMs / 1_000);
  return { action, fault, durationMs: seconds === undefined ? usualFaultMs : seconds * 1_000 };
}

/**
 * Judges a command at `nowMs`. The topic is compacted and read from its beginning: what was issued before this process
 * began (`startedAtMs`) is only obeyed where that leads to the state it asked for, so no fault and no counted run again.
 */
export function judgeCommand(command: ControlCommand, times: { nowMs: number; startedAtMs: number }): Judged {
  const { target, action, args } = command;
  const isOld = command.issued_at_ms < times.startedAtMs;
  if (!isProducerName(target)) return { verdict: 'ignored' };
  if (command.expires_at_ms <= times.nowMs)
    return isOld ? { verdict: 'ignored' } : { verdict: 'expired', text: 'the command came after its time' };
  if (isOld && (action === 'fault' || args.max_events !== undefined)) return { verdict: 'ignored' };
  try {
    const order = orderOf(command, times.nowMs);
    return order === null ? { verdict: 'ignored' } : { verdict: 'obey', producer: target, order };
  } catch (error) {
    if (error instanceof Refusal) return { verdict: 'refused', text: error.message };
    throw error;
  }
}
