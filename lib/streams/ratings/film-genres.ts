import { genreMask, maxFilmId } from '../films/film';
import type { ReferenceRows } from '../stream';

/** The genres of the catalogue's films as bits by film id; 0 = not in the catalogue. Read at the worker's start and after each import. */
export class FilmGenres {
  readonly masks = new Int32Array(maxFilmId + 1);

  readonly reference: ReferenceRows = {
    statement: { text: 'SELECT id, genres FROM film WHERE id <= $1', values: [maxFilmId] },
    ofCatalogue: true,
    accept: (rows) => {
      this.masks.fill(0);
      for (const { id, genres } of rows) this.masks[id as number] = genreMask(genres as readonly string[]);
    },
  };
}
