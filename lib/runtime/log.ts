import { type Logger, pino } from 'pino';

export type Log = Logger;

/** JSON lines on standard output, UTC; text of foreign origin is encoded, so it cannot forge a line. */
export function createLog(options: { process: string; instance: string; level: string }): Log {
  return pino({
    level: options.level,
    base: { process: options.process, instance: options.instance },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['databaseUrl', '*.databaseUrl', 'password', '*.password'],
  });
}
