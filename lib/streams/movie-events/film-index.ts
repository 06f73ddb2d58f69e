import { maxFilmId } from '../films/film';
import type { ReferenceRows, Row } from '../stream';
import { joinNames, splitNames, tidyName } from './name-list';

/** What the catalogue says of a film, in the form in which film lists keep it. */
export interface CatalogueFilm {
  readonly id: number;
  readonly title: string;
  readonly year: number | null;
  readonly imdbId: string | null;
  readonly minutes: number;
  readonly director: string;
  readonly genres: string;
  readonly actors: string;
}

/** A film of the catalogue by its id, any other by the text of its identity. */
export type FilmNode = number | string;

/**
 * The film catalogue in memory: read once by each worker, so that no event waits for a look-up. Films are found by IMDb
 * id, else by title and year, else (no year told) by a title that only one film has.
 */
export class FilmIndex implements ReferenceRows {
  readonly statement = {
    text: `SELECT id, title, year, imdb_id, minutes, director, array_to_string(genres, E'\\x1e') AS genres,
  array_to_string(actors, E'\\x1e') AS actors FROM film WHERE id <= ${maxFilmId} ORDER BY id`,
    values: [],
  };
  readonly ofCatalogue = true;
  private byImdbId = new Map<string | number, CatalogueFilm>();
  private byTitle = new Map<string, CatalogueFilm | CatalogueFilm[]>();

  /** Takes the rows of `statement` in place of what was known. */
  accept(rows: readonly Row[]): void {
    this.byImdbId = new Map();
    this.byTitle = new Map();
    for (const row of rows) {
      const film: CatalogueFilm = {
        id: row.id as number,
        title: tidyName(row.title as string),
        year: row.year as number | null,
        imdbId: row.imdb_id as string | null,
        minutes: (row.minutes as number | null) ?? 0,
        director: (row.director as string | null) ?? '',
        genres: joinNames(splitNames((row.genres as string | null) ?? '')),
        actors: joinNames(splitNames((row.actors as string | null) ?? '')),
      };
      if (film.imdbId !== null) this.byImdbId.set(imdbKey(film.imdbId), film);
      const others = this.byTitle.get(film.title);
      this.byTitle.set(film.title, others === undefined ? film : [others, film].flat());
    }
  }

  findImdbId(imdbId: string): CatalogueFilm | null {
    return this.byImdbId.get(imdbKey(imdbId)) ?? null;
  }

  findTitle(title: string, year: number | null): CatalogueFilm | null {
    const found = this.byTitle.get(title);
    if (found === undefined) return null;
    if (!Array.isArray(found)) return year === null || found.year === year ? found : null;
    return year === null ? null : (found.find((film) => film.year === year) ?? null);
  }
}

const zero = 48;

/** A number for ids as they usually are (`tt` and 7 or 8 digits): cheaper to look up than a text that was just parsed. */
function imdbKey(imdbId: string): string | number {
  const { length } = imdbId;
  if ((length !== 9 && length !== 10) || !imdbId.startsWith('tt')) return imdbId;
  let number = length - 9;
  for (let at = 2; at < length; at++) {
    const digit = imdbId.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return imdbId;
    number = number * 10 + digit;
  }
  return number;
}
