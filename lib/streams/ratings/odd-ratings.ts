import { createOddEvents, oddEventsNowMs, oddValueTexts } from '../odd-events';
import { createRandom } from '../seeded-random';

const ratingTexts: readonly string[] = [
  ...['0.5', '1', '1.0', '2.5', '5', '5.0', '5.5', '0', '0.0', '0.25', '4.50', '4.75', '-0.5', '10', '3.500', '"4.5"'],
  ...['138493', '138494', '131262', '131263', '131262.0', '1e3', '0.5e1', '50e-1'],
  ...[`${oddEventsNowMs}`, `${oddEventsNowMs + 86_400_000}`, `${oddEventsNowMs + 86_400_001}`, '1', '0'],
  ...['946684800000', `${oddEventsNowMs - 36 * 86_400_000}`, '8640000000000001'],
];

/** For tests: good ratings, damaged ones and foreign ones; few films and users, so that they meet. */
export function createOddRatings(seed: string): { next(): Buffer } {
  const random = createRandom(`odd ratings ${seed}`);
  const below = (limit: number): number => Math.floor(random() * limit);
  return createOddEvents({
    seed,
    next: () => ({
      userId: 1 + below(random() < 0.5 ? 50 : 138_493),
      movieId: 1 + below(random() < 0.5 ? 50 : 131_262),
      rating: (1 + below(10)) / 2,
      timestamp: oddEventsNowMs - Math.floor(random() ** 4 * 45 * 86_400_000),
    }),
    fieldNames: ['userId', 'movieId', 'rating', 'timestamp', 'user_id', 'Rating', 'x', '__proto__', 'constructor', ''],
    valueTexts: [...oddValueTexts, ...ratingTexts, ...ratingTexts],
  });
}
