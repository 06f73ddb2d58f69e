import { genreMask, maxFilmId } from '../films/film';
import type { ReferenceRows } from '../stream';

/** The genres of the catalogue's films as bits by film id; 0 = not in the catalogue. Read once, at the worker's start. */
export class FilmGenres {
  readonly masks = new Int32Array(maxFilmId + 1);

  readonly reference: ReferenceRows = {
    statement: { text: 'SELECT id, genres FROM film WHERE id <= $1', values: [maxFilmId] },
    accept: (rows) => {
      for (const { id, genres } of rows) this.masks[id as number] = genreMask(genres as readonly string[]);
    },
  };
}
