import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntervalSet } from './interval-set';

const ranges = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 8 })).map(([from, length]) => ({
    from: BigInt(from),
    to: BigInt(from + length),
  })),
  { maxLength: 25 },
);

const offsetsOf = (all: readonly { from: bigint; to: bigint }[]): Set<bigint> => {
  const offsets = new Set<bigint>();
  for (const { from, to } of all) for (let offset = from; offset < to; offset++) offsets.add(offset);
  return offsets;
};

const filled = (all: readonly { from: bigint; to: bigint }[]): IntervalSet => {
  const set = new IntervalSet();
  for (const { from, to } of all) set.add(from, to);
  return set;
};

describe('IntervalSet', () => {
  it('holds exactly the offsets that were added, as sorted intervals that do not touch', () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const intervals = filled(all).toArray();
        expect(offsetsOf(intervals)).toEqual(offsetsOf(all));
        for (const [index, interval] of intervals.entries()) {
          expect(interval.from < interval.to).toBe(true);
          if (index > 0) expect(intervals[index - 1]!.to < interval.from).toBe(true);
        }
      }),
    );
  });

  it('is the same set in whatever order and however often ranges are added', () => {
    fc.assert(
      fc.property(
        ranges.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 0 }))),
        ([all, again]) => {
          expect(filled([...again, ...all]).toArray()).toEqual(filled(all).toArray());
        },
      ),
    );
  });

  it('says of each range whether any of it was there before', () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const set = new IntervalSet();
        const before = new Set<bigint>();
        for (const { from, to } of all) {
          const fresh = [...offsetsOf([{ from, to }])].every((offset) => !before.has(offset)) && from < to;
          expect(set.overlaps(from, to)).toBe(!fresh && from < to);
          expect(set.add(from, to)).toBe(fresh);
          for (const offset of offsetsOf([{ from, to }])) before.add(offset);
        }
      }),
    );
  });

  it('names the holes between its first and last offset', () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const set = filled(all);
        const offsets = offsetsOf(all);
        const holes = offsetsOf(set.holes());
        for (const offset of holes) expect(offsets.has(offset)).toBe(false);
        const { first, end } = set;
        if (first !== null && end !== null) expect(holes.size + offsets.size).toBe(Number(end - first));
        else expect(offsets.size).toBe(0);
      }),
    );
  });

  it('covers a range exactly when every offset of it was added', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 9 }), (all, from, length) => {
        const range = { from: BigInt(from), to: BigInt(from + length) };
        const offsets = offsetsOf(all);
        const whole = [...offsetsOf([range])].every((offset) => offsets.has(offset));
        expect(filled(all).covers(range.from, range.to)).toBe(whole);
      }),
    );
  });

  it('forgets exactly what lies below an offset', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 70 }), (all, below) => {
        const set = filled(all);
        set.dropBelow(BigInt(below));
        const kept = [...offsetsOf(all)].filter((offset) => offset >= BigInt(below));
        expect(offsetsOf(set.toArray())).toEqual(new Set(kept));
      }),
    );
  });

  it('reaches offsets beyond 2^53', () => {
    const set = filled([{ from: 2n ** 60n, to: 2n ** 60n + 2n }]);
    expect(set.overlaps(2n ** 60n + 1n, 2n ** 60n + 5n)).toBe(true);
    expect(set.overlaps(2n ** 60n + 2n, 2n ** 60n + 5n)).toBe(false);
  });
});
