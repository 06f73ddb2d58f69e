import type { ToldFilm } from './event';
import type { CatalogueFilm, FilmIndex, FilmNode } from './film-index';
import { joinNames, tidyName } from './name-list';
import { monthOfDate } from './watch-date';

/**
 * What an event names a film by. A film is its IMDb id, else its name and year; a name told together with an IMDb id
 * belongs to that film from then on, for this user, unless the catalogue or an earlier event gave it to another IMDb id.
 */
export interface FilmReference {
  readonly imdb: FilmNode | null;
  readonly name: FilmNode | null;
  /** The name may be joined to an IMDb id: the catalogue does not know one for it. */
  readonly nameIsFree: boolean;
}

/** One thing that happened to a film in a user's list; null = not told. Ratings in halves, 1..20. */
export interface FilmOp extends FilmReference {
  readonly what: 'put' | 'update' | 'remove' | 'rate';
  readonly catalogue: CatalogueFilm | null;
  readonly imdbId: string;
  readonly title: string;
  readonly year: number | null;
  readonly rating: number | null;
  readonly oldRating: number | null;
  readonly minutes: number | null;
  readonly director: string | null;
  readonly genres: string | null;
  readonly actors: string | null;
  /** As written in `date`, else null. */
  readonly month: string | null;
}

/** Identity of a film that the catalogue does not know. */
const imdbNode = (imdbId: string): string => `i:${imdbId}`;
const nameNode = (name: string, year: number | null): string => `n:${year ?? ''}:${name}`;

export const isForeign = ({ imdb, name, nameIsFree }: FilmReference): boolean =>
  typeof imdb === 'string' || typeof name === 'string' || (nameIsFree && imdb !== null);

/** The catalogue's own text where it is equal, so that the event's can go. */
const sameOr = (known: string | undefined, told: string): string => (known === told ? known : told);

const inHalves = (rating: number | null | undefined): number | null => (rating == null ? null : rating * 2);

/** A told film as something that happened to it. `rate` takes `new_rating`, the others `rating`. */
export function filmOpOf(what: FilmOp['what'], told: ToldFilm, films: FilmIndex): FilmOp {
  const imdbId = tidyName(told.imdb_id);
  const title = tidyName(told.name);
  const year = told.year ?? null;
  const byImdbId = imdbId === '' ? null : films.findImdbId(imdbId);
  const isSame = byImdbId !== null && byImdbId.title === title && byImdbId.year === year && year !== null;
  const byName = isSame ? byImdbId : title === '' ? null : films.findTitle(title, year);
  const catalogue = byImdbId ?? byName;
  const isKnown = catalogue !== null && (title === '' || (byName !== null && byName.imdbId !== null));
  const director = tidyName(told.director);
  const date = tidyName(told.date);
  return {
    what,
    imdb: imdbId === '' ? null : (byImdbId?.id ?? imdbNode(imdbId)),
    name: title === '' ? null : (byName?.id ?? nameNode(title, year)),
    nameIsFree: title !== '' && (byName === null || byName.imdbId === null),
    catalogue,
    // Not kept where the catalogue has them: ops live until the next commit.
    imdbId: isKnown && byImdbId !== null ? '' : imdbId,
    title: isKnown ? '' : title,
    year,
    rating: inHalves(what === 'rate' ? told.new_rating : told.rating),
    oldRating: what === 'rate' ? inHalves(told.old_rating) : null,
    minutes: told.duration ?? null,
    director: director === '' ? null : sameOr(catalogue?.director, director),
    genres: told.genres == null ? null : sameOr(catalogue?.genres, joinNames(told.genres)),
    actors: told.actors == null ? null : sameOr(catalogue?.actors, joinNames(told.actors)),
    month: date === '' ? null : monthOfDate(date),
  };
}
