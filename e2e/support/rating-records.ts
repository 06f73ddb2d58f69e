import { seededRandom, type TestRecord } from './order-records';

const dayMs = 86_400_000;

/** Ways to spoil a rating; what each one must be rejected as is judged by the oracle, not here. */
const spoilers: readonly ((rating: Record<string, unknown>) => string)[] = [
  (rating) => JSON.stringify({ ...rating, userId: undefined }),
  (rating) => JSON.stringify({ ...rating, movieId: 131_263 }),
  (rating) => JSON.stringify({ ...rating, rating: 5.5 }),
  (rating) => JSON.stringify({ ...rating, rating: 3.7 }),
  (rating) => JSON.stringify({ ...rating, rating: '4.0' }),
  (rating) => JSON.stringify({ ...rating, timestamp: Date.now() + 2 * dayMs }),
  (rating) => JSON.stringify([rating]),
  (rating) => JSON.stringify(rating).slice(0, 20),
];

/**
 * Ratings of few users and films, so that they meet; some of films that no catalogue has, some of long ago, some written
 * in unusual ways. A share of `invalid` is spoiled.
 */
export function ratingSource(options: { seed: number; users: number; invalid: number }): { next(): TestRecord } {
  const random = seededRandom(options.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    next() {
      const userId = 1 + below(options.users);
      const agoMs = random() < 0.9 ? below(3_600_000) : below(4_000 * dayMs);
      const rating: Record<string, unknown> = {
        userId,
        movieId: random() < 0.8 ? 1 + below(400) : 1 + below(131_262),
        rating: (1 + below(10)) / 2,
        timestamp: Date.now() - agoMs,
      };
      if (random() < 0.02) rating.note = { why: ['it was "good"', null] };
      const text = random() < options.invalid ? spoilers[below(spoilers.length)]!(rating) : JSON.stringify(rating);
      return { key: `${userId}`, value: Buffer.from(random() < 0.02 ? ` ${text}\n` : text) };
    },
  };
}
