import type { FilmsTop, FilmsTopRow } from '@/lib/contracts/ratings-panels';
import { formatCount } from './format-number';

const lowest = 0.5;
const highest = 5;

/** `Film 131262, in no catalogue`: how a film without a title is called. */
export const filmTitle = ({ title, film }: FilmsTopRow): string => title ?? `Film ${film}, in no catalogue`;

/** Mean and the band of one standard deviation around it on the scale of stars, 0..1. */
export function spreadMark({ mean, deviation }: FilmsTopRow): { low: number; at: number; high: number } {
  const part = (stars: number) => Math.min(1, Math.max(0, (stars - lowest) / (highest - lowest)));
  return { low: part(mean - deviation), at: part(mean), high: part(mean + deviation) };
}

export const starsText = (stars: number): string => stars.toFixed(2);

/** `The Third Man leads with 4.17`. */
export function filmsHeadline({ rows, title }: FilmsTop): string {
  const [first, second] = rows;
  if (first === undefined) return title;
  const value = starsText(first.shrunkenMean);
  if (second !== undefined && starsText(second.shrunkenMean) === value)
    return `${filmTitle(first)} leads with ${value}, just before ${filmTitle(second)}`;
  return `${filmTitle(first)} leads with ${value}`;
}

/** The formula with its figures, the threshold, and how many films pass it. */
export function filmsSubtitle({ filters, qualifying, rated, globalMean, shrinkage }: FilmsTop): string {
  const mean = globalMean === null ? 'mean' : starsText(globalMean);
  const ratings = `${formatCount(filters.minimum)} ${filters.minimum === 1 ? 'rating' : 'ratings'}`;
  const films = `${filters.genre === null ? '' : `${filters.genre} `}films`;
  return `Top films by (n × mean + ${shrinkage} × ${mean}) / (n + ${shrinkage}) · at least ${ratings} · ${formatCount(qualifying)} of ${formatCount(rated)} rated ${films} qualify`;
}

/** The head for narrow panels: the figure first, since titles are long. */
export const filmsShort = (answer: FilmsTop) => ({
  title:
    answer.rows[0] === undefined
      ? answer.title
      : `${starsText(answer.rows[0].shrunkenMean)}: ${filmTitle(answer.rows[0])}`,
  subtitle: `Top films, shrunken mean · \u2265\u00a0${formatCount(answer.filters.minimum)} ratings · ${formatCount(answer.qualifying)} qualify`,
});
