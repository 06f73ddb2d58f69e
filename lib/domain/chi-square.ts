/**
 * Probability that a chi-square variable with `freedom` degrees is at least `value`, by the series or the continued
 * fraction of the incomplete gamma function.
 */
export function chiSquareTail(value: number, freedom: number): number {
  if (value <= 0) return 1;
  const a = freedom / 2;
  const x = value / 2;
  const scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-14; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - sum * scale;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const factor = n * (a - n);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return scale * fraction;
}

/**
 * How probable it is that counts drawn with the given shares lie at least this far from them (Pearson). Neighbouring
 * classes in which fewer than five are expected are joined.
 */
export function chiSquareFit(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const classes: { seen: number; wanted: number }[] = [];
  let seen = 0;
  let wanted = 0;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && shares[at] === 0) return 0;
    seen += count;
    wanted += total * shares[at]!;
    if (wanted < 5) continue;
    classes.push({ seen, wanted });
    seen = 0;
    wanted = 0;
  }
  const last = classes.at(-1);
  if (last === undefined) return 1;
  last.seen += seen;
  last.wanted += wanted;
  const value = classes.reduce((sum, one) => sum + (one.seen - one.wanted) ** 2 / one.wanted, 0);
  return classes.length === 1 ? 1 : chiSquareTail(value, classes.length - 1);
}

/** Lanczos. */
function logGamma(x: number): number {
  const series = lanczos.reduce((sum, coefficient, at) => sum + coefficient / (x + at + 1), 1.000000000190015);
  const shifted = x + 5.5;
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.506628274631 * series) / x);
}

const lanczos = [
  ...[76.18009172947146, -86.5053203294168, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2],
  -0.5395239384953e-5,
];
