import type { ShownDelay } from './live-display';

const keptMs = 5_000;

/** Keeps the delays of the last 5 s. Clocks of browser and gateway are compared by the best round trip seen. */
export class ShownDelays {
  #samples: { atMs: number; delayMs: number }[] = [];
  #bestRoundTripMs = Number.POSITIVE_INFINITY;
  #offsetMs = 0;

  /** Gateway's clock minus the browser's; within half a round trip both are taken as the same clock. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  noteRoundTrip(askedAtMs: number, answeredAtMs: number, gatewayMs: number): void {
    const roundTripMs = answeredAtMs - askedAtMs;
    if (roundTripMs > this.#bestRoundTripMs) return;
    this.#bestRoundTripMs = roundTripMs;
    const offsetMs = gatewayMs - (askedAtMs + answeredAtMs) / 2;
    this.#offsetMs = Math.abs(offsetMs) <= roundTripMs / 2 + 1 ? 0 : offsetMs;
  }

  noteShown(sentAtMs: number, shownAtMs: number): void {
    this.#samples.push({ atMs: shownAtMs, delayMs: Math.max(0, shownAtMs + this.#offsetMs - sentAtMs) });
    this.#samples = this.#samples.filter((sample) => sample.atMs > shownAtMs - keptMs);
  }

  summary(nowMs: number): ShownDelay {
    const delays = this.#samples.filter((sample) => sample.atMs > nowMs - keptMs).map((sample) => sample.delayMs);
    if (delays.length === 0) return { meanMs: null, p95Ms: null, count: 0 };
    const sorted = delays.sort((a, b) => a - b);
    return {
      meanMs: delays.reduce((sum, delay) => sum + delay, 0) / delays.length,
      p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null,
      count: delays.length,
    };
  }
}
