import type { Command } from 'commander';
import type { FoundBrokers } from './find-brokers';

/** What every command is registered with; flags and settings are asked for when the command runs. */
export interface CommandContext {
  /** Data directory of the stack that is talked to, absolute. */
  directoryOf(command: Command): string;
  /** Kafka of --bootstrap-servers, else KAFKA_BROKERS, else of the stack; throws what to do without one. */
  brokersOf(command: Command): FoundBrokers;
  /** PostgreSQL of DATABASE_URL, else of the stack; throws what to do without one. */
  databaseUrlOf(command: Command): string;
  /** Consumer group of the aggregators. */
  readonly groupId: string;
  /** 0 done (the default), 1 failed, 2 wrong usage; for commands that do not end by an exception. */
  exitWith(code: number): void;
}

export const withBrokers = (command: Command): Command =>
  command.option('--bootstrap-servers <list>', 'Kafka addresses, host:port,...; else KAFKA_BROKERS, else the stack');

export const withJson = (command: Command): Command => command.option('--json', 'machine-readable output', false);

export const jsonOf = (command: Command): boolean => command.opts<{ json?: boolean }>().json === true;
