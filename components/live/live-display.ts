import type { LiveState } from './live-state';

/** Time from a frame's sending to its being on the screen, over the last 5 s. */
export interface ShownDelay {
  readonly meanMs: number | null;
  readonly p95Ms: number | null;
  readonly count: number;
}

/** What the page shows at a moment: the state, frozen while paused, with the clock it is judged by. */
export interface LiveDisplay {
  readonly state: LiveState;
  /** Gateway's clock, Unix ms; stands still while paused. */
  readonly nowMs: number;
  readonly paused: { readonly forMs: number; readonly buffered: number } | null;
  /** Set while nothing new is taken any more: the moment that is shown, Unix ms. */
  readonly frozenAtMs?: number;
  readonly shown: ShownDelay;
}

/** Records committed between two states, by their positions; a topic that began anew counts nothing. */
export function recordsBetween(before: LiveState, after: LiveState): number {
  const then = new Map(before.gauges?.positions.map((one) => [`${one.topic}/${one.partition}`, one.nextOffset]));
  let sum = 0n;
  for (const { topic, partition, nextOffset } of after.gauges?.positions ?? []) {
    const grown = BigInt(nextOffset) - BigInt(then.get(`${topic}/${partition}`) ?? nextOffset);
    if (grown > 0n) sum += grown;
  }
  return Number(sum);
}
