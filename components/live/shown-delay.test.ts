import { describe, expect, it } from 'vitest';
import { ShownDelays } from './shown-delay';

describe('ShownDelays', () => {
  it('measures from sending to the screen and forgets after 5 s', () => {
    const delays = new ShownDelays();
    delays.noteShown(1_000, 1_010);
    delays.noteShown(1_100, 1_130);
    expect(delays.summary(1_200)).toEqual({ meanMs: 20, p95Ms: 30, count: 2 });
    expect(delays.summary(7_000)).toEqual({ meanMs: null, p95Ms: null, count: 0 });
  });

  it('takes out the difference of the clocks, learnt from the shortest round trip', () => {
    const delays = new ShownDelays();
    delays.noteRoundTrip(1_000, 1_010, 61_005);
    delays.noteRoundTrip(2_000, 2_500, 90_000);
    expect(delays.offsetMs).toBe(60_000);
    delays.noteShown(63_000, 3_012);
    expect(delays.summary(3_012).meanMs).toBe(12);
  });

  it('holds clocks that differ by less than the round trip for the same', () => {
    const delays = new ShownDelays();
    delays.noteRoundTrip(1_000, 1_020, 1_004);
    expect(delays.offsetMs).toBe(0);
  });
});
