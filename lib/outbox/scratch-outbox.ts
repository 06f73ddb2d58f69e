import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outbox, type OutboxOptions, openOutbox } from './outbox';
import { type NumberedRecord, sizeOf } from './record-queue';

/** For tests: outboxes in directories of their own. */
const directories: string[] = [];
const opened: Outbox[] = [];

export function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'streamscope-outbox-'));
  directories.push(directory);
  return join(directory, 'box');
}
export function openBox(directory: string, more: Partial<OutboxOptions> = {}): Outbox {
  return toBeClosed(openOutbox({ directory, incarnations: { t: 'cluster/1' }, ...more }));
}
export function toBeClosed(outbox: Outbox): Outbox {
  opened.push(outbox);
  return outbox;
}
/** Closes every outbox that was opened and removes their directories. */
export async function removeBoxes(): Promise<void> {
  for (const outbox of opened.splice(0)) await outbox.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

export function add(outbox: Outbox, value: string, partition = 0): boolean {
  const parts = { key: `k${partition}`, value, headers: { trace: value.slice(0, 5) } };
  return outbox.add({ topic: 't', partition, timestampMs: null, ...parts, bytes: sizeOf(parts) });
}
export const all = { records: 1_000_000, bytes: 1e12 };
export const told = (records: readonly NumberedRecord[]) =>
  records.map(({ producerId, partition, sequence, value }) => ({
    producerId,
    partition,
    sequence,
    value: String(value),
  }));

/** Everything that is not acknowledged, acknowledging it. */
export async function drain(outbox: Outbox, most = Number.POSITIVE_INFINITY): Promise<NumberedRecord[]> {
  const records: NumberedRecord[] = [];
  while (outbox.records > 0 && records.length < most) {
    const batch = await outbox.oldest({ ...all, records: Math.min(most - records.length, 100) });
    outbox.acknowledge(batch.length);
    records.push(...batch);
  }
  return records;
}
export const segmentsIn = (directory: string) => readdirSync(directory).filter((name) => name.endsWith('.segment'));
