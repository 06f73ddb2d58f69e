import { asBrokers } from '@/lib/config/settings';
import { CommandFailed } from './command-failed';
import { findRunningStack } from './running-stack';

export interface FoundBrokers {
  readonly brokers: readonly string[];
  /** Where the addresses come from, as a user would change them. */
  readonly source: string;
}

/** Bootstrap addresses: the flag, else KAFKA_BROKERS, else the running stack. Throws what to do when there are none. */
export function findBrokers(options: {
  flag: string | undefined;
  configured: readonly string[] | null;
  directory: string;
}): FoundBrokers {
  if (options.flag !== undefined) {
    try {
      return { brokers: asBrokers(options.flag), source: '--bootstrap-servers' };
    } catch (error) {
      throw new CommandFailed(`--bootstrap-servers: "${options.flag}" ${(error as Error).message}`, 2);
    }
  }
  if (options.configured !== null) return { brokers: options.configured, source: 'KAFKA_BROKERS' };
  const stack = findRunningStack(options.directory);
  if (stack !== null) return { brokers: stack.brokers, source: `the stack in ${options.directory}` };
  throw new CommandFailed(
    'No Kafka to talk to: start one with `npm start`, or name yours with --bootstrap-servers host:9092 or KAFKA_BROKERS.',
  );
}
