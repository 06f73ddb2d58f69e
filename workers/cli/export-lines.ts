import type { Rejection } from '@/lib/contracts/rejection';
import type { ReadRecord } from '@/lib/kafka/topic-reader';
import { recordJson } from './peek-record';
import { toJsonLine } from './text-table';

/** A record that the contract takes: its value is the JSON that was sent, its numbers as they were written. */
export function validLine(topic: string, record: ReadRecord): string {
  const { value: _, valueEncoding: __, ...rest } = recordJson(topic, record);
  const value = record
    .value!.toString('utf8')
    .replace(/[\r\n]/g, ' ')
    .trim();
  return `${toJsonLine(rest).slice(0, -1)},"value":${value}}\n`;
}

/** A record that is a dead letter: its exact bytes, as text or hex, and why. */
export const invalidLine = (topic: string, record: ReadRecord, rejection: Rejection): string =>
  `${toJsonLine({ ...rejection, ...recordJson(topic, record) })}\n`;
