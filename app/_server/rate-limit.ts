export interface RateLimit {
  /** Takes one; returns 0 if it may be had, else in how many milliseconds. */
  take(): number;
}

/** Lets `most` pass within any `withinMs`. */
export function createRateLimit(
  { most, withinMs }: { readonly most: number; readonly withinMs: number },
  now: () => number = () => performance.now(),
): RateLimit {
  let taken: number[] = [];
  return {
    take() {
      const nowMs = now();
      taken = taken.filter((atMs) => nowMs - atMs < withinMs);
      if (taken.length >= most) return Math.max(1, withinMs - (nowMs - taken[0]!));
      taken.push(nowMs);
      return 0;
    },
  };
}
