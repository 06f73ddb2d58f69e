import { z } from 'zod';
import { filmGenres } from '../films/film';
import { maxUserId } from './event';

/**
 * The model of who rates what, and how: per user a Dirichlet(alpha) over the first `genres` of `filmGenres`, the `topK`
 * largest weights kept and renormalised to 1; a genre by weight, a film of the genre (earlier films of the catalogue more
 * often); affinity = sum of the weights of the film's genres; rating = 1 + 4 x affinity + N(0, noise), clamped to 0.5..5,
 * rounded to halves.
 */
export const ratingModelSchema = z
  .object({
    users: z.int().min(1).max(maxUserId),
    genres: z.int().min(1).max(filmGenres.length),
    topK: z.int().min(1).max(filmGenres.length),
    alpha: z.number().positive().max(1_000),
    noise: z.number().nonnegative().max(10),
  })
  .refine(({ topK, genres }) => topK <= genres, { path: ['topK'], error: 'keeps more genres than there are' });

export type RatingModel = Readonly<z.infer<typeof ratingModelSchema>>;

export const usualRatingModel: RatingModel = { users: 10_000, genres: 20, topK: 3, alpha: 0.5, noise: 0.3 };
