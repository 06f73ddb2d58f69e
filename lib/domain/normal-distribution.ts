/** Probability that a standard normal variable is at most `x`; the error is below 1e-7 (Chebyshev fit of erfc). */
export function normalDistribution(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 2 / (2 + z);
  let sum = 0.17087277;
  for (const coefficient of coefficients) sum = sum * t + coefficient;
  const tail = 0.5 * t * Math.exp(-z * z + sum);
  return x > 0 ? 1 - tail : tail;
}

const coefficients = [
  ...[-0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223],
];
