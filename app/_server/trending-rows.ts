import {
  type FilmsTrendingRow,
  type ListsTrendingRow,
  type TrendingPart,
  trendingParts,
} from '@/lib/contracts/engagement-panels';
import type { RankedFilm } from '@/lib/db/query-trending';
import type { TrendingCounts } from '@/lib/db/query-trending-steps';

const eventsOf = ({ views, clicks, ratings, adds }: TrendingCounts): number => views + clicks + ratings + adds;

const row = ({ rank, rankBefore, film, title, year, score, counts, eventsBefore, steps }: RankedFilm) => ({
  ...{ rank, rankBefore, film, title, year, score, eventsBefore },
  events: eventsOf(counts),
  spark: steps.map(eventsOf),
});

/** The part of a score that is largest; of equal ones the first. */
const leadingPart = (parts: TrendingCounts): TrendingPart =>
  trendingParts.reduce((best, part) => (parts[part] > parts[best] ? part : best));

/** A film that trends by what is done with it, and by which of that most. */
export function filmRow(ranked: RankedFilm): FilmsTrendingRow {
  const { score, parts, counts, steps } = ranked;
  const { views, clicks, ratings } = counts;
  const leads = leadingPart(parts);
  const recentFrom = (steps.length * 5) / 6;
  const sum = (part: readonly TrendingCounts[]) => part.reduce((total, step) => total + step[leads], 0);
  return {
    ...row(ranked),
    ...{ views, clicks, ratings, leads },
    leadsShare: parts[leads] / score,
    leadsRecent: sum(steps.slice(recentFrom)),
    leadsEarlier: sum(steps.slice(0, recentFrom)),
  };
}

/** A film that trends by being added to lists. */
export const listsRow = (ranked: RankedFilm): ListsTrendingRow => ({
  ...row(ranked),
  genres: ranked.genres.length === 0 ? null : ranked.genres.join(', '),
});
