/** The 20 genres of MovieLens, in the order in which they are numbered from 0. A film has the last one alone. */
export const filmGenres = [
  'Action',
  'Adventure',
  'Animation',
  'Children',
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'IMAX',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
  '(no genres listed)',
] as const;
export type FilmGenre = (typeof filmGenres)[number];

/** Ids of catalogue films are 1..maxFilmId; table `film` gives films that only events name an id above. */
export const maxFilmId = 131_262;

export interface Film {
  readonly id: number;
  readonly title: string;
  readonly year: number | null;
  readonly minutes: number | null;
  readonly director: string | null;
  /** Up to four. */
  readonly actors: readonly string[];
  /** One to four, in the order of `filmGenres`. */
  readonly genres: readonly FilmGenre[];
  /** `tt` and seven digits, unique. */
  readonly imdbId: string | null;
}

const genreNumbers = new Map<string, number>(filmGenres.map((genre, number) => [genre, number]));

/** Place in `filmGenres`, -1 for a name that is no genre. */
export const genreNumber = (name: string): number => genreNumbers.get(name) ?? -1;

/** The genres as bits, bit n = `filmGenres[n]`; names that are no genre are left out. */
export const genreMask = (genres: readonly string[]): number =>
  genres.reduce((mask, name) => {
    const number = genreNumber(name);
    return number < 0 ? mask : mask | (1 << number);
  }, 0);
