/** How far a share of `n` draws may lie from `expected` by chance: 0..1, ends included. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

const tail = 0.025;
const normalQuantile = 1.959_963_985;
/** Up to so many expected draws the probabilities are added up one by one. */
const mostSummed = 500;

/**
 * The range in which 95 % of samples have their share: of `n` draws, each with probability `expected`, at most one in
 * forty lies below and one in forty above. `variance` widens it: that of `expected` itself. The whole range for `n` 0.
 */
export function binomialRange(n: number, expected: number, variance = 0): ShareRange {
  if (n === 0) return { low: 0, high: 1 };
  if (expected <= 0 || expected >= 1) return { low: expected, high: expected };
  if (expected > 0.5) {
    const { low, high } = binomialRange(n, 1 - expected, variance);
    return { low: 1 - high, high: 1 - low };
  }
  if (n * expected > mostSummed) {
    const reach = normalQuantile * Math.sqrt((expected * (1 - expected)) / n + variance);
    return { low: Math.max(0, expected - reach), high: Math.min(1, expected + reach) };
  }
  const { low, high } = summedRange(n, expected);
  const widened = (end: number) => Math.sqrt((end - expected) ** 2 + normalQuantile ** 2 * variance);
  return { low: Math.max(0, expected - widened(low)), high: Math.min(1, expected + widened(high)) };
}

function summedRange(n: number, expected: number): ShareRange {
  const odds = expected / (1 - expected);
  let probability = Math.exp(n * Math.log1p(-expected));
  let sum = probability;
  let count = 0;
  while (sum <= tail) sum += probability *= ((n - count) / ++count) * odds;
  const low = count;
  while (sum < 1 - tail && count < n) sum += probability *= ((n - count) / ++count) * odds;
  return { low: low / n, high: count / n };
}
