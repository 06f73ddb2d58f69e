import type { Film } from '../films/film';
import { filmsByGenre, type GenreFilms, shareOfPlace } from './genre-films';
import type { Taste } from './taste';

/** Films of one genre by the genres that they have: as bits, and how probable they are. */
export interface FilmGroups {
  readonly masks: readonly number[];
  readonly shares: readonly number[];
}

function groupByGenres({ ids, masks }: GenreFilms): FilmGroups {
  const shares = new Map<number, number>();
  for (const [place, mask] of masks.entries())
    shares.set(mask, (shares.get(mask) ?? 0) + shareOfPlace(place, ids.length));
  return { masks: [...shares.keys()], shares: [...shares.values()] };
}

const mostKept = 5_000;

/** Films of a genre by those of their genres that a taste has: few groups, and users of like taste share them. */
export class TasteGroups {
  private readonly kept = new Map<number, FilmGroups>();

  private readonly all: readonly FilmGroups[];

  constructor(films: readonly Film[], genres: number) {
    this.all = filmsByGenre(films, genres).map(groupByGenres);
  }

  /** Every affinity that a user's next rating may have, with its probability. */
  *affinities({ genres, weights }: Taste): Generator<readonly [affinity: number, probability: number]> {
    const taste = genres.reduce((bits, genre) => bits | (1 << genre), 0);
    for (const [at, genre] of genres.entries()) {
      const { masks, shares } = this.of(genre, taste);
      for (let group = 0; group < masks.length; group++) {
        let affinity = 0;
        for (let n = 0; n < genres.length; n++) if ((masks[group]! >> genres[n]!) & 1) affinity += weights[n]!;
        yield [affinity, weights[at]! * shares[group]!];
      }
    }
  }

  private of(genre: number, taste: number): FilmGroups {
    const key = taste * this.all.length + genre;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const { masks, shares } = this.all[genre]!;
    const sums = new Map<number, number>();
    for (let group = 0; group < masks.length; group++) {
      const common = masks[group]! & taste;
      sums.set(common, (sums.get(common) ?? 0) + shares[group]!);
    }
    const made = { masks: [...sums.keys()], shares: [...sums.values()] };
    if (this.kept.size < mostKept) this.kept.set(key, made);
    return made;
  }
}
