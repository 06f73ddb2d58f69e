import { judgeRating } from './judge-rating';
import { createTopicLedger, type LedgerTotals, type ReadRecord } from './topic-ledger';

/** What the topic of ratings holds by the tests' own count. Safe as JSON. */
export interface RatingTotals extends LedgerTotals {
  /** `hour rating-in-halves` -> count. */
  cells: Record<string, number>;
  /** Film -> ratings, sum, sum of squares (halves). */
  films: Record<string, [ratings: number, sum: number, squares: number]>;
  /** `minute film` -> ratings. */
  minutes: Record<string, number>;
  /** User -> ratings, then `genre: n` in the order of the names. */
  users: Record<string, { ratings: number; genres: Record<string, number> }>;
  notes: Record<string, number>;
}

const minuteMs = 60_000;
const keptMs = 35 * 24 * 60 * minuteMs;

/** Adds up the topic; `genresOf` tells a film's genres, null for a film that is not in the catalogue. */
export function createRatingOracle(
  ranges: ReadonlyMap<number, { low: bigint; high: bigint }>,
  genresOf: (film: number) => readonly string[] | null,
) {
  const ledger = createTopicLedger(ranges);
  const sums: Omit<RatingTotals, keyof LedgerTotals> = { cells: {}, films: {}, minutes: {}, users: {}, notes: {} };
  const count = (into: Record<string, number>, key: string): void => {
    into[key] = (into[key] ?? 0) + 1;
  };
  return {
    add(record: ReadRecord): void {
      const rating = ledger.book(record, judgeRating);
      if (rating === null) return;
      const { user, film, halves, atMs } = rating;
      count(sums.cells, `${Math.floor(atMs / 3_600_000)} ${halves}`);
      const [ratings, sum, squares] = sums.films[film] ?? [0, 0, 0];
      sums.films[film] = [ratings + 1, sum + halves, squares + halves * halves];
      const minute = Math.floor(atMs / minuteMs);
      if (minute * minuteMs < record.appendedAtMs - keptMs) count(sums.notes, 'too_old_for_film_minute');
      else count(sums.minutes, `${minute} ${film}`);
      const taste = sums.users[user] ?? { ratings: 0, genres: {} };
      sums.users[user] = taste;
      taste.ratings += 1;
      const genres = genresOf(film);
      if (genres === null) count(sums.notes, 'unknown_film');
      for (const genre of genres ?? []) count(taste.genres, genre);
    },
    totals: (): RatingTotals => ({ ...ledger.totals, ...sums }),
  };
}
