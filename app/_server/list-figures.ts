import type { ListFigures } from '@/lib/contracts/user-panels';
import { exactShare } from '@/lib/domain/exact-share';

/** Sums of a list; ratings in halves of a point. */
interface RatingSums {
  readonly rated: number;
  readonly ratingSum: number | bigint;
}

/** Mean of ratings 0.5 to 10, to nine places; null without one. */
export const meanOf = ({ rated, ratingSum }: RatingSums): number | null =>
  rated === 0 ? null : exactShare(BigInt(ratingSum), 2n * BigInt(rated));

/** The sums of a list as the answers give them. */
export const figuresOf = (list: RatingSums & { readonly films: number; readonly minutes: bigint }): ListFigures => ({
  films: list.films,
  watchMinutes: Number(list.minutes),
  rated: list.rated,
  meanRating: meanOf(list),
});
