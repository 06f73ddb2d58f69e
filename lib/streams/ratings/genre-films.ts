import { type Film, filmGenres, genreMask } from '../films/film';

/** The films of one genre, in the catalogue's order. */
export interface GenreFilms {
  readonly ids: Int32Array;
  /** Genres of each as bits. */
  readonly masks: Int32Array;
}

/** Films by the number of their genre; throws when one of the first `genres` has none. */
export function filmsByGenre(films: readonly Film[], genres: number): readonly GenreFilms[] {
  return filmGenres.slice(0, genres).map((genre) => {
    const chosen = films.filter((film) => film.genres.includes(genre));
    if (chosen.length === 0) throw new RangeError(`the catalogue has no film of genre ${genre}`);
    return {
      ids: Int32Array.from(chosen, ({ id }) => id),
      masks: Int32Array.from(chosen, (film) => genreMask(film.genres)),
    };
  });
}

/** The place that a uniform draw takes of `count` films: earlier ones, the better known, more often. */
export const placeOf = (draw: number, count: number): number => Math.floor(count * draw * draw);

/** How probable `placeOf` makes a place. */
export const shareOfPlace = (place: number, count: number): number =>
  Math.sqrt((place + 1) / count) - Math.sqrt(place / count);
