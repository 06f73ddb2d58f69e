import type { FilmGenre } from './film';

/** What is known of a real film; what is not known is null or empty. */
export interface KnownFilm {
  readonly title: string;
  readonly year: number;
  readonly minutes: number | null;
  readonly director: string | null;
  readonly genres: readonly FilmGenre[];
  /** How many people rated it: known films come in this order. */
  readonly votes: number;
}

const genresOfMajor: Readonly<Record<string, readonly FilmGenre[]>> = {
  Drama: ['Drama'],
  Comedy: ['Comedy'],
  Musical: ['Musical'],
  'Thriller/Suspense': ['Thriller'],
  Adventure: ['Adventure'],
  Action: ['Action'],
  'Romantic Comedy': ['Comedy', 'Romance'],
  Horror: ['Horror'],
  Western: ['Western'],
  Documentary: ['Documentary'],
  'Black Comedy': ['Comedy', 'Crime'],
  'Concert/Performance': ['Documentary', 'Musical'],
};
const genresOfKind: Readonly<Record<string, readonly FilmGenre[]>> = {
  'Science Fiction': ['Sci-Fi'],
  Fantasy: ['Fantasy'],
  'Kids Fiction': ['Children'],
  'Super Hero': ['Action', 'Sci-Fi'],
  Dramatization: ['Drama'],
};
/** The data set ends here; later years are two-digit ones that were read wrongly. */
const lastYear = 2_011;

/** Reads rows of the data set `movies` of vega-datasets; leaves out those without a clean title or a year. */
export function readKnownFilms(rows: readonly unknown[]): readonly KnownFilm[] {
  const films = new Map<string, KnownFilm>();
  for (const row of rows) {
    const film = readKnownFilm(row as Readonly<Record<string, unknown>>);
    if (film !== null && !films.has(`${film.title} ${film.year}`)) films.set(`${film.title} ${film.year}`, film);
  }
  return [...films.values()].sort((a, b) => b.votes - a.votes || (a.title < b.title ? -1 : 1));
}

function readKnownFilm(row: Readonly<Record<string, unknown>>): KnownFilm | null {
  const title = String(row.Title ?? '')
    .replace(/ \(\d{4}\)$/, '')
    .replace(/^(.+), (The|A|An)$/, '$2 $1');
  const written = Number(/\b(\d{4})$/.exec(String(row['Release Date'] ?? ''))?.[1]);
  // Other letters were read in a wrong encoding when the data set was made.
  if (!/^[\x20-\x7e]+$/.test(title) || Number.isNaN(written)) return null;
  const minutes = row['Running Time min'];
  const director = row.Director;
  const genres = [...listed(genresOfMajor, row['Major Genre']), ...listed(genresOfKind, row['Creative Type'])];
  return {
    title,
    year: written > lastYear ? written - 100 : written,
    minutes: typeof minutes === 'number' ? minutes : null,
    director: typeof director === 'string' && /^[\x20-\x7e]+$/.test(director) ? director : null,
    genres: [...new Set(genres)],
    votes: Number(row['IMDB Votes'] ?? 0),
  };
}

const listed = (table: Readonly<Record<string, readonly FilmGenre[]>>, name: unknown): readonly FilmGenre[] =>
  typeof name === 'string' && Object.hasOwn(table, name) ? table[name]! : [];
