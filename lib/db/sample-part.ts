import type { CommittedPart } from '../contracts/metric-sample';

const sketch = { buckets: [], count: 0, sumMs: 0 };

/** For tests: the part of a commit to `orders` of topic identity `cluster/topic`, with nothing counted. */
export const samplePart = (commit: { partition: number; fromOffset: bigint; toOffset: bigint }): CommittedPart => ({
  topic: 'orders',
  partition: commit.partition,
  incarnation: 'cluster/topic',
  rebuildEpoch: 0,
  fromOffset: commit.fromOffset.toString(),
  toOffset: commit.toOffset.toString(),
  committedAtMs: 1_790_000_000_123,
  valid: 0,
  dead: 0,
  deduplicated: 0,
  gaps: 0,
  control: 0,
  historic: 0,
  clamped: 0,
  deadByCode: {},
  endToEnd: sketch,
  madeToAppended: sketch,
  appendedToConsumed: sketch,
  consumedToStored: sketch,
});
