import { streamNames } from '@/lib/contracts/streams';
import type { DimensionIds, SqlStatement } from '@/lib/streams/stream';
import type { TakenPart } from './partition-state';

/**
 * What the parts add to the streams' tables. Streams in the order of `streamNames`, so that two workers cannot wait for
 * each other. The parts' deltas stay as they are: another attempt may have to merge fewer of them.
 */
export async function statementsOf(
  parts: readonly TakenPart[],
  dimensions: DimensionIds,
): Promise<readonly SqlStatement[]> {
  const statements: SqlStatement[] = [];
  for (const name of streamNames) {
    const own = parts.filter(({ state }) => state.stream.name === name);
    const [first] = own;
    if (first === undefined) continue;
    const { stream } = first.state;
    const empty = () => stream.createFold(first.topic).take();
    const merged = own.length === 1 ? first.delta : own.reduce((sum, { delta }) => stream.merge(sum, delta), empty());
    statements.push(...(await stream.statements(merged, dimensions)));
  }
  return statements;
}
