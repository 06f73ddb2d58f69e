import type { LagSample } from '../contracts/metric-sample';
import { eventStreamNames, streamOfTopic } from '../contracts/streams';
import type { Queryable } from './pool';

export interface LedgerCursor {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint;
}

export interface LedgerReading {
  readonly cursors: readonly LedgerCursor[];
  readonly ledger: NonNullable<LagSample['ledger']>;
}

const counts = ['valid', 'dead', 'deduplicated', 'gaps', 'control'] as const;
type CountRow = Record<(typeof counts)[number] | 'start_offset' | 'next_offset', string>;

const isEventTopic = (topic: string): boolean => eventStreamNames.some((name) => name === streamOfTopic(topic)?.name);

/**
 * Every cursor, and the sums over those of the event pipelines, in one statement: the samples that the page lives on
 * are nobody's events. `balances`: valid + dead + deduplicated + gaps + control = next - start for every partition.
 */
export async function readLedger(database: Queryable): Promise<LedgerReading> {
  const { rows } = await database.query<CountRow & { topic: string; partition: number }>(
    `SELECT topic, partition, start_offset, next_offset, ${counts.join(', ')}
       FROM consumer_cursor ORDER BY topic, partition`,
  );
  const events = rows.filter(({ topic }) => isEventTopic(topic));
  const total = (read: (row: CountRow) => bigint): bigint => events.reduce((sum, row) => sum + read(row), 0n);
  const readOf = (row: CountRow): bigint => BigInt(row.next_offset) - BigInt(row.start_offset);
  const countedOf = (row: CountRow): bigint => counts.reduce((sum, name) => sum + BigInt(row[name]), 0n);
  const [valid, dead, deduplicated, gaps, control] = counts.map((name) => String(total((row) => BigInt(row[name]))));
  return {
    cursors: rows.map(({ topic, partition, next_offset }) => ({ topic, partition, nextOffset: BigInt(next_offset) })),
    ledger: {
      read: String(total(readOf)),
      valid: valid!,
      dead: dead!,
      deduplicated: deduplicated!,
      gaps: gaps!,
      control: control!,
      balances: rows.every((row) => countedOf(row) === readOf(row)),
    },
  };
}
