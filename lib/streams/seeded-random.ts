/** Uniform draws in [0, 1), 32 bits each. */
export type Random = () => number;

/** Where a row of draws stands; goes through JSON unchanged. */
export type RandomState = readonly [number, number, number, number];

/** sfc32, seeded by a text through FNV-1a: the same text gives the same draws on every machine. */
export const createRandom = (seed: string): Random => createResumableRandom(seed).next;

/** The same with its state, from which the draws go on where they were. */
export function createResumableRandom(
  seed: string,
  from?: RandomState,
): { readonly next: Random; state(): RandomState } {
  const word = (salt: number): number => {
    let hash = 0x811c9dc5 ^ salt;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    return hash;
  };
  let [a, b, c, counter] = from ?? [word(0), word(0x9e3779b9), word(0x243f6a88), 1];
  const next = (): number => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  if (from === undefined) for (let i = 0; i < 20; i++) next();
  return { next, state: () => [a, b, c, counter] };
}

/** Draws an index with the given weights (any positive scale). */
export function createWeightedChoice(weights: readonly number[]): (draw: number) => number {
  const cumulative: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    cumulative.push(total);
  }
  return (draw) => {
    const wanted = draw * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
