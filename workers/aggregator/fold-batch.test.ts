import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { StreamDefinition } from '@/lib/streams/stream';
import { foldBatch, UnfoldableBatch } from './fold-batch';
import { PartitionState } from './partition-state';
import { recordBatchOf, type SimulatedRecord } from './simulated-log';
import { listStream } from './simulated-streams';

function stateAt(nextOffset: bigint, stream: StreamDefinition<unknown> = listStream as StreamDefinition<unknown>) {
  const state = new PartitionState('orders', 0, stream);
  const claimed = {
    ownerEpoch: 1n,
    incarnation: 'c/t',
    rebuildEpoch: 0,
    recountUntil: 0n,
    nextOffset,
    endOffset: 0n,
    whole: true,
    producers: [],
  };
  state.adopt(claimed, 0);
  return state;
}

const fold = (
  state: PartitionState,
  batches: readonly ReturnType<typeof recordBatchOf>[],
  aborted: readonly ReturnType<typeof recordBatchOf>[] = [],
) =>
  foldBatch(
    state,
    {
      topic: 'orders',
      partition: 0,
      fetchedOffset: state.folded,
      recordBatches: batches,
      endOffset: 0n,
      aborted: new Set(aborted),
    },
    5_000,
  );
const good = (value: string): SimulatedRecord => ({ value });
const countsOf = ({ pending }: PartitionState) => [pending.valid, pending.dead, pending.deduplicated, pending.control];

it('skips the records of a batch that lie below the expected offset', () => {
  const state = stateAt(12n);
  fold(state, [recordBatchOf(10n, [good('a'), good('b'), good('c'), good('d')])]);
  expect(state.take()).toMatchObject({ delta: ['c', 'd'], fromOffset: 12n, toOffset: 14n });
});

it('counts offsets without a record as control: cleaned, markers, aborted, and holes between batches', () => {
  const state = stateAt(0n);
  const aborted = recordBatchOf(6n, [good('x'), good('y')]);
  fold(
    state,
    [
      recordBatchOf(0n, [null, good('a'), null, good('b'), null]),
      recordBatchOf(5n, [null], { control: true }),
      aborted,
      recordBatchOf(10n, [good('c')]),
    ],
    [aborted],
  );
  expect(countsOf(state)).toEqual([3, 0, 0, 8]);
  expect(state.take()).toMatchObject({ delta: ['a', 'b', 'c'], toOffset: 11n });
});

it('drops what a producer sends again, before validation, and counts the numbers it skipped', () => {
  const state = stateAt(0n);
  const record = (value: string, seq: number, producerId = 'p') => ({ value, seq, producerId });
  const records = [
    record('a', 1),
    record('a', 1),
    record('b', 5),
    record('bad', 3),
    record('q', 1, 'q'),
    record('c', 6),
  ];
  fold(state, [recordBatchOf(0n, records)]);
  expect(countsOf(state)).toEqual([4, 0, 2, 0]);
  expect(state.take()?.producers).toEqual([
    { producerId: 'p', lastSeq: 6, holes: 3 },
    { producerId: 'q', lastSeq: 1, holes: 0 },
  ]);
});

it('takes a record with malformed producer headers as a foreign event', () => {
  const state = stateAt(0n);
  const records = [0, 0].map(() => ({ value: 'a', seq: 0, producerId: 'p' }));
  const nameless = [1, 1].map((seq) => ({ value: 'b', seq, producerId: 'p\0' }));
  fold(state, [recordBatchOf(0n, [...records, ...nameless, { value: 'c', producerId: 'p' }])]);
  expect(countsOf(state)).toEqual([5, 0, 0, 0]);
  expect(state.take()?.producers).toEqual([]);
});

it('keeps a rejected record with its offset and bytes, and cuts one that is too large', () => {
  const state = stateAt(40n);
  const large = 'x'.repeat(1_048_577);
  fold(state, [recordBatchOf(40n, [good('a'), { value: 'bad one', producerId: 'p' }, good(large)])]);
  const [bad, cut] = state.take()?.pending.deadLetters ?? [];
  expect(bad).toMatchObject({ offset: 41n, code: 'NOT_JSON', valueBytes: 7, valueSha256: null, appendedAtMs: 1_000 });
  expect(bad?.value?.toString()).toBe('bad one');
  expect(bad?.headers).toEqual([['producer-id', Buffer.from('p')]]);
  expect(cut).toMatchObject({ offset: 42n, code: 'TOO_LARGE', valueBytes: 1_048_577 });
  expect(cut?.value?.length).toBe(65_536);
  expect(cut?.valueSha256).toEqual(createHash('sha256').update(large).digest());
});

it('leaves what was stored before a rebuild out of latency', () => {
  const state = stateAt(0n);
  state.recountUntil = 6n;
  const records = ['a', 'b', 'c', 'd'].map(good);
  fold(state, [recordBatchOf(0n, records), recordBatchOf(4n, records)]);
  const { pending, ...range } = state.take()!;
  expect(pending.toCommittedPart(range, 2_000)).toMatchObject({ valid: 8, historic: 6, endToEnd: { count: 2 } });
});

it('leaves events more than a day older than their append out of latency, and counts clock skew', () => {
  const state = stateAt(0n);
  fold(state, [
    recordBatchOf(0n, [good('old')], { timestampMs: 86_401_001 }),
    recordBatchOf(1n, [good('early')], { timestampMs: 500 }),
    recordBatchOf(2n, [good('normal')], { timestampMs: 3_000 }),
    recordBatchOf(3n, [good('ahead of us')], { timestampMs: 6_000 }),
  ]);
  const part = state.take()!;
  const committed = part.pending.toCommittedPart(part, 7_000);
  expect(committed).toMatchObject({ valid: 4, historic: 1, clamped: 2 });
  expect(committed.endToEnd).toMatchObject({ count: 3, sumMs: 18_000 });
  expect(committed.madeToAppended).toMatchObject({ count: 3, sumMs: 7_000 });
  expect(committed.appendedToConsumed).toMatchObject({ count: 3, sumMs: 6_500 });
  expect(committed.consumedToStored).toMatchObject({ count: 3, sumMs: 6_000 });
});

it('refuses to go on over bytes that contradict themselves, cannot be decompressed, or that our code trips over', () => {
  const whole = recordBatchOf(0n, [good('a')]);
  const torn = { ...whole, records: whole.records.subarray(0, 4) };
  expect(() => fold(stateAt(0n), [torn])).toThrow(UnfoldableBatch);
  expect(() => fold(stateAt(0n), [{ ...whole, failure: 'unknown codec' }])).toThrow('unknown codec');
  const stream: StreamDefinition<unknown> = {
    ...(listStream as StreamDefinition<unknown>),
    createFold: () => ({
      ...listStream.createFold('orders'),
      fold: () => {
        throw new TypeError('a bug');
      },
    }),
  };
  expect(() => fold(stateAt(7n, stream), [recordBatchOf(7n, [good('a')])])).toThrow('near offset 8: a bug');
});

it('notices that more than a fifth of the last thousand records were rejected', () => {
  const state = stateAt(0n);
  const records = (bad: number, all: number) => Array.from({ length: all }, (_, i) => good(i < bad ? 'bad' : `${i}`));
  fold(state, [recordBatchOf(0n, records(500, 999))]);
  expect(state.rejections.alarming).toBe(false);
  fold(state, [recordBatchOf(999n, records(0, 300))]);
  expect(state.rejections.alarming).toBe(true);
  fold(state, [recordBatchOf(1_299n, records(0, 1_000))]);
  expect(state.rejections.alarming).toBe(false);
});

it('stops behind a record batch when enough waits, and goes on with what is left', () => {
  const state = stateAt(0n);
  const recordBatches = ['a', 'b', 'c'].map((value, at) => recordBatchOf(BigInt(at), [good(value)]));
  const batch = {
    topic: 'orders',
    partition: 0,
    fetchedOffset: 0n,
    recordBatches,
    endOffset: 0n,
    aborted: new Set<never>(),
  };
  const left = foldBatch(state, batch, 5_000, () => state.folded === 2n);
  expect([state.folded, left?.recordBatches]).toEqual([2n, recordBatches.slice(2)]);
  expect(foldBatch(state, left!, 5_000, () => true)).toBeNull();
  expect(state.take()).toMatchObject({ delta: ['a', 'b', 'c'], fromOffset: 0n, toOffset: 3n });
});
