import { describe, expect, it } from 'vitest';
import { SecondRing, secondOf } from './second-ring';

const made = () => new SecondRing(10_000, 2_000, () => ({ n: 0 }));

describe('SecondRing', () => {
  it('gives all of a second the same entry', () => {
    const ring = made();
    ring.advance(20_500);
    expect(ring.touch(20_001)).toBe(ring.touch(20_999));
    expect(ring.touch(20_001)).not.toBe(ring.touch(21_000));
    expect(secondOf(20_999)).toBe(20_000);
  });

  it('takes what is as old as the ring and refuses what is older or too far ahead', () => {
    const ring = made();
    ring.advance(20_500);
    expect(ring.touch(10_000)).not.toBeNull();
    expect(ring.touch(9_999)).toBeNull();
    expect(ring.touch(22_000)).not.toBeNull();
    expect(ring.touch(23_000)).toBeNull();
  });

  it('drops what has become too old and never goes back in time', () => {
    const ring = made();
    ring.advance(20_000);
    for (let t = 10_000; t <= 20_000; t += 1_000) ring.touch(t);
    ring.advance(25_000);
    expect(ring.size).toBe(6);
    ring.advance(3_000);
    expect(ring.touch(9_000)).toBeNull();
  });
});
