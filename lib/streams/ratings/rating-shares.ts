import { normalDistribution } from '../../domain/normal-distribution';
import { mostHalves } from './event';
import { meanRating, toHalves } from './generate';

/** Probability of each rating by halves less one, for an affinity. */
export function sharesAround(affinity: number, noise: number): readonly number[] {
  const mean = meanRating(affinity);
  const ratings = Array.from({ length: mostHalves }, (_, at) => (at + 1) / 2);
  if (noise === 0) return ratings.map((rating) => (toHalves(mean) === rating * 2 ? 1 : 0));
  const upTo = (edge: number) => normalDistribution((edge - mean) / noise);
  return ratings.map((rating, at) => {
    const below = at === 0 ? 0 : upTo(rating - 0.25);
    return (at === mostHalves - 1 ? 1 : upTo(rating + 0.25)) - below;
  });
}

const steps = 10_000;

/** Adds up probabilities by affinity, on a grid of 1/10,000 with linear shares; without noise by the rating itself. */
export class Affinities {
  private readonly grid = new Float64Array(steps + 2);
  private readonly byHalves = new Array<number>(mostHalves).fill(0);

  constructor(private readonly noise: number) {}

  add(affinity: number, probability: number): void {
    if (this.noise === 0) {
      this.byHalves[toHalves(meanRating(affinity)) - 1]! += probability;
      return;
    }
    const place = Math.min(steps, affinity * steps);
    const below = Math.floor(place);
    this.grid[below]! += probability * (below + 1 - place);
    this.grid[below + 1]! += probability * (place - below);
  }

  shares(): readonly number[] {
    const sums = [...this.byHalves];
    for (const [at, probability] of this.grid.entries()) {
      if (probability === 0) continue;
      for (const [rating, share] of sharesAround(at / steps, this.noise).entries())
        sums[rating]! += probability * share;
    }
    return sums;
  }
}
