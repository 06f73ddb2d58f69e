import type { Database } from './client';
import { onOneSnapshot } from './query-orders-selection';
import { type RatingsQuestion, type RatingsSelection, selectRatings } from './query-ratings-period';

/**
 * Ratings of the period by halves less one (0.5 first), and how many users have rated at all. Throws `UnanswerableQuestion` naming
 * the parameter.
 */
export function queryRatingsDistribution(
  database: Database,
  question: RatingsQuestion,
): Promise<{ selection: RatingsSelection; counts: readonly number[]; users: number }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectRatings(reader, question);
    const rows = await reader.$queryRaw<{ rating: number; ratings: bigint }[]>`
      SELECT rating, sum(count)::int8 AS ratings FROM rating_cell WHERE ${selection.where} GROUP BY rating`;
    const counts = new Array<number>(10).fill(0);
    for (const { rating, ratings } of rows) counts[rating - 1] = Number(ratings);
    const [users] = await reader.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM user_genre`;
    return { selection, counts, users: Number(users?.n ?? 0) };
  });
}
