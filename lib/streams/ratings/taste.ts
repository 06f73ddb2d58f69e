import { createRandom, type Random } from '../seeded-random';
import type { RatingModel } from './rating-model';

/** A user's weights, the largest first; they sum to 1. */
export interface Taste {
  /** Numbers of `filmGenres`. */
  readonly genres: readonly number[];
  readonly weights: readonly number[];
}

/** What a user likes under a model and a seed: drawn once, the same whenever it is asked for. */
export function tasteOf(user: number, seed: string, { genres, topK, alpha }: RatingModel): Taste {
  const random = createRandom(`${seed} user ${user}`);
  const logs = Array.from({ length: genres }, () => drawLogGamma(alpha, random));
  const kept = logs
    .map((_, genre) => genre)
    .sort((a, b) => logs[b]! - logs[a]! || a - b)
    .slice(0, topK);
  const scaled = kept.map((genre) => Math.exp(logs[genre]! - logs[kept[0]!]!));
  const sum = scaled.reduce((total, weight) => total + weight, 0);
  return { genres: kept, weights: scaled.map((weight) => weight / sum) };
}

export const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Logarithm of a Gamma(shape, 1) draw, by Marsaglia and Tsang; the logarithm keeps small shapes from becoming zero. */
function drawLogGamma(shape: number, random: Random): number {
  const d = shape + 1 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return Math.log(d * v) + Math.log(1 - random()) / shape;
  }
}
