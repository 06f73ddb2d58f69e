import type { RatingsDistribution, RatingsGenres } from '@/lib/contracts/ratings-panels';
import { fitText } from './ratings-distribution';
import { biasText } from './ratings-genres';

/** The page's sentence: whether ratings are as the model makes them, and which genre people like more than it says. */
export function ratingsSentence(distribution: RatingsDistribution | null, genres: RatingsGenres | null): string {
  if (distribution === null) return 'Who rates how, beside what the model expects.';
  if (distribution.stored === null) return 'No rating is stored yet.';
  if (distribution.total === 0) return 'No rating bears a time of this period.';
  const bias = genres === null ? null : biasText(genres);
  return `${fitText(distribution)}${bias === null ? '' : `; ${bias}`}.`;
}
