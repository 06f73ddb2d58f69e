import { expect, it } from 'vitest';
import type { StreamName } from '@/lib/contracts/streams';
import type { DimensionIds, StreamDefinition } from '@/lib/streams/stream';
import { commitWorkOf } from './commit-work';
import { PartitionState, type TakenPart } from './partition-state';
import { listStream } from './simulated-streams';

const noDimensions: DimensionIds = { resolve: async () => [] };

const partOf = (name: StreamName, values: readonly string[]): TakenPart => {
  const stream = { ...listStream, name } as StreamDefinition<unknown>;
  return { state: new PartitionState(name, 0, stream), topic: name, delta: [...values] } as unknown as TakenPart;
};
const written = async (parts: readonly TakenPart[]) =>
  (await commitWorkOf(parts, noDimensions)).statements.map(({ values }) => values);

it('writes the streams in one order, whatever the order of the parts', async () => {
  const [orders, films, ratings] = [partOf('orders', ['o']), partOf('movie-events', ['f']), partOf('ratings', ['r'])];
  expect(await written([films, ratings, orders])).toEqual([['o'], ['r'], ['f']]);
  expect(await written([ratings, films, orders])).toEqual([['o'], ['r'], ['f']]);
});

it('leaves the deltas as they are, so that a second attempt with fewer parts counts none twice', async () => {
  const parts = [partOf('orders', ['a']), partOf('orders', ['b', 'c']), partOf('orders', ['d'])];
  expect(await written(parts)).toEqual([['a', 'b', 'c', 'd']]);
  expect(await written(parts.slice(0, 2))).toEqual([['a', 'b', 'c']]);
  expect(await written(parts.slice(1))).toEqual([['b', 'c', 'd']]);
});
