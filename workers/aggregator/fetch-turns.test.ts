import { expect, it } from 'vitest';
import type { StreamDefinition } from '@/lib/streams/stream';
import { FetchTurns } from './fetch-turns';
import { PartitionState } from './partition-state';
import { recordBatchOf } from './simulated-log';
import { listStream } from './simulated-streams';

const partitionOf = (partition: number, ahead: bigint): PartitionState => {
  const state = new PartitionState('orders', partition, listStream as StreamDefinition<unknown>);
  const at = {
    ownerEpoch: 1n,
    incarnation: 'c/t',
    rebuildEpoch: 0,
    recountUntil: 0n,
    nextOffset: 0n,
    whole: true,
    producers: [],
  };
  state.adopt({ ...at, endOffset: ahead }, 0);
  return state;
};
const waiting = (state: PartitionState) => {
  const recordBatches = [recordBatchOf(0n, [{ value: 'x' }])];
  state.backlog.push({ ...state, fetchedOffset: 0n, recordBatches, endOffset: 1n, aborted: new Set() });
};
const partitionsOf = (chosen: ReadonlySet<PartitionState>) => [...chosen].map((state) => state.partition).sort();

it('lets two long ways be fetched at a time, each in its turn, and short ones always', () => {
  const turns = new FetchTurns();
  const states = [1_000_000n, 900_000n, 10n, 800_000n, 0n].map((ahead, at) => partitionOf(at, ahead));
  expect(partitionsOf(turns.choose(states, 0))).toEqual([0, 1, 2, 4]);
  turns.fetched(states[0]!);
  expect(partitionsOf(turns.choose(states, 1))).toEqual([1, 2, 3, 4]);
  turns.fetched(states[1]!);
  turns.fetched(states[3]!);
  expect(partitionsOf(turns.choose(states, 2))).toEqual([0, 1, 2, 4]);
});

it('counts what waits to be folded: no long way is fetched beside two that wait', () => {
  const turns = new FetchTurns();
  const states = [1_000_000n, 900_000n, 10n, 800_000n].map((ahead, at) => partitionOf(at, ahead));
  waiting(states[0]!);
  expect(partitionsOf(turns.choose(states, 0))).toEqual([1, 2]);
  waiting(states[1]!);
  expect(partitionsOf(turns.choose(states, 0))).toEqual([2]);
  waiting(states[2]!);
  expect(partitionsOf(turns.choose(states, 0))).toEqual([]);
});

it('passes a turn on that brings nothing for a second', () => {
  const turns = new FetchTurns();
  const states = [9_000n, 9_000n, 9_000n].map((ahead, at) => partitionOf(at, ahead));
  expect(partitionsOf(turns.choose(states, 0))).toEqual([0, 1]);
  expect(partitionsOf(turns.choose(states, 900))).toEqual([0, 1]);
  expect(partitionsOf(turns.choose(states, 1_100))).toEqual([0, 2]);
  expect(partitionsOf(turns.choose(states, 2_000))).toEqual([0, 2]);
  expect(partitionsOf(turns.choose(states, 2_200))).toEqual([0, 1]);
});
