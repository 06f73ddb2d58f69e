import { z } from 'zod';
import type { Rejection } from '../../contracts/rejection';
import { parseJsonObject } from '../../json-scan/parse-json-object';
import { rejectionOfIssue } from '../../json-scan/rejection-of-issue';
import { maxFilmId } from '../films/film';

export const maxUserId = 138_493;
/** How far ahead of its append a rating's time may lie. */
export const maxAheadMs = 86_400_000;
/** Ratings are counted in halves: 1..10. */
export const mostHalves = 10;

/** One rating as it stands on the topic. The contract: types, ranges and words of every rejection come from here. */
export const ratingSchema = z.object({
  userId: z.int().min(1).max(maxUserId),
  movieId: z.int().min(1).max(maxFilmId),
  rating: z
    .number()
    .min(0.5)
    .max(5)
    .refine((rating) => Number.isInteger(rating * 2), {
      params: { code: 'OUT_OF_RANGE' },
      error: 'is not in steps of a half: send 0.5, 1, 1.5 and so on up to 5',
    }),
  /** Unix ms: when it was given; years ago is fine. */
  timestamp: z.int().min(1),
});

const knownFields: ReadonlySet<string> = new Set(Object.keys(ratingSchema.shape));

export type Rating = z.infer<typeof ratingSchema>;

export type JudgedRating =
  | { readonly rating: Rating; readonly hadUnknownFields: boolean }
  | { readonly rejection: Rejection };

/**
 * Judges the rating in `bytes[start, end)` (null value: -1, -1) by the contract; `appendedAtMs` is "now". The slow way,
 * and the one that decides; `scan-rating.ts` must agree with it.
 */
export function judgeRating(bytes: Buffer, start: number, end: number, appendedAtMs: number): JudgedRating {
  const parsed = parseJsonObject(bytes, start, end);
  if ('rejection' in parsed) return parsed;
  const result = ratingSchema.safeParse(parsed.object);
  if (!result.success) return { rejection: rejectionOfIssue(result.error.issues[0]!, parsed.object) };
  if (result.data.timestamp > appendedAtMs + maxAheadMs)
    return {
      rejection: {
        code: 'BAD_TIME',
        fieldPath: 'timestamp',
        sentence: `timestamp is more than 24 hours ahead of the broker's clock: send milliseconds and check the clock.`,
      },
    };
  return { rating: result.data, hadUnknownFields: Object.keys(parsed.object).some((key) => !knownFields.has(key)) };
}
