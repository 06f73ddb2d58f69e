import { streamNames } from '@/lib/contracts/streams';
import type { StatefulWork } from '@/lib/db/commit-batch';
import type { DimensionIds, SqlStatement } from '@/lib/streams/stream';
import type { TakenPart } from './partition-state';

/** What a commit does to the streams' tables. */
export interface CommitWork {
  readonly statements: readonly SqlStatement[];
  readonly stateful: readonly StatefulWork[];
}

/**
 * What the parts mean for the streams' tables. Streams in the order of `streamNames`, so that two workers cannot wait for
 * each other. The parts' deltas stay as they are: another attempt may have to merge fewer of them.
 */
export async function commitWorkOf(parts: readonly TakenPart[], dimensions: DimensionIds): Promise<CommitWork> {
  const statements: SqlStatement[] = [];
  const stateful: StatefulWork[] = [];
  for (const name of streamNames) {
    const own = parts.filter(({ state }) => state.stream.name === name);
    const [first] = own;
    if (first === undefined) continue;
    const { stream } = first.state;
    const empty = () => stream.createFold(first.topic).take();
    const merged = own.length === 1 ? first.delta : own.reduce((sum, { delta }) => stream.merge(sum, delta), empty());
    statements.push(...(await stream.statements(merged, dimensions)));
    const store = stream.stateful;
    if (store !== undefined) stateful.push({ load: store.load(merged), apply: (rows) => store.apply(merged, rows) });
  }
  return { statements, stateful };
}
