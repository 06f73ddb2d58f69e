import { type AffinityKind, type AffinityRow, fewRatings, type UserAffinities } from '@/lib/contracts/user-panels';
import { formatPercent } from './format-number';
import {
  filmCount,
  formatWhole,
  joinWords,
  kindTitles,
  ratingText,
  tickWords,
  userName,
  userNameFirst,
} from './list-words';

/** A name with its bar; widths are shares 0..1 of the plot. */
export interface RankedBar {
  readonly name: string;
  readonly width: number;
  /** null where there is no other, or the other's list is empty. */
  readonly tick: number | null;
  readonly films: string;
  readonly mean: string;
  /** So few ratings that the mean says little. */
  readonly isUnsure: boolean;
  readonly isFirst: boolean;
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** The first `room` names on one scale with the other's. */
export function prepareAffinities(answer: UserAffinities, room: number): readonly RankedBar[] {
  const { rows, films, withFilms, filters } = answer;
  const shown = rows.slice(0, room);
  const most = Math.max(1, ...shown.flatMap((row) => [row.films, row.withFilms ?? 0]));
  return shown.map((row) => ({
    name: row.name,
    width: row.films / most,
    tick: row.withFilms === null || withFilms === 0 ? null : row.withFilms / most,
    ...{ films: formatWhole(row.films), mean: ratingText(row.meanRating) },
    ...{ isUnsure: row.rated < fewRatings, isFirst: row.films === shown[0]!.films },
    details: [
      ['Films', `${formatWhole(row.films)}, ${formatPercent(films === 0 ? 0 : row.films / films)} of the list`],
      [
        'Mean rating',
        row.meanRating === null ? 'none rated' : `${ratingText(row.meanRating)}, n = ${formatWhole(row.rated)}`,
      ],
      ...(filters.with === null || row.withFilms === null
        ? []
        : [
            [
              userNameFirst(filters.with),
              `${filmCount(row.withFilms)}, mean ${ratingText(row.withMeanRating)}`,
            ] as const,
          ]),
    ],
  }));
}

const oneOf: Readonly<Record<AffinityKind, string>> = { director: 'director', actor: 'actor', genre: 'genre' };

const leaders = (rows: readonly AffinityRow[]): readonly AffinityRow[] =>
  rows.filter(({ films }) => films === rows[0]!.films);

export function affinitiesHeadline({ rows, films, filters, names }: UserAffinities): string {
  const [first] = rows;
  const { kind } = filters;
  if (first === undefined) return `No ${oneOf[kind]} is known`;
  if (kind === 'genre') return `${first.name}: ${formatPercent(films === 0 ? 0 : first.films / films)} of films`;
  if (first.films === 1 && names > 1) return `No ${oneOf[kind]} has more than one film`;
  const others = leaders(rows).length - 1;
  if (others === 0) return `${first.name} leads with ${formatWhole(first.films)}`;
  return `${first.name} and ${others} ${others === 1 ? 'other' : 'others'} lead with ${formatWhole(first.films)}`;
}

/** For heads without room for a name and a sentence. */
export function affinitiesShort(answer: UserAffinities): string {
  const [first] = answer.rows;
  const { kind } = answer.filters;
  if (first === undefined) return affinitiesHeadline(answer);
  if (kind === 'genre') return affinitiesHeadline(answer).replace(' of films', '');
  if (first.films === 1 && answer.names > 1) return 'One film each';
  const others = leaders(answer.rows).length - 1;
  return others === 0
    ? `${first.name}: ${formatWhole(first.films)}`
    : `${others + 1} lead with ${formatWhole(first.films)}`;
}

export function affinitiesSubtitle({ filters, names }: UserAffinities, embedded: boolean): string {
  const { user, with: other, kind } = filters;
  return joinWords(
    embedded && user !== null ? userName(user) : null,
    kind === 'genre' ? 'Genres, a film counts in each' : kindTitles[kind],
    tickWords(other),
    kind === 'genre' && other !== null
      ? null
      : `${formatWhole(names)} ${names === 1 ? oneOf[kind] : kindTitles[kind].toLowerCase()}`,
  );
}
