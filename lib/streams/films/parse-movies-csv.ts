import { csvRows } from './csv-rows';
import { type Film, type FilmGenre, filmGenres, genreNumber, maxFilmId } from './film';

/** What is wrong with a line and what to do about it. */
export interface CsvProblem {
  /** From 1, the head included. */
  readonly line: number;
  readonly sentence: string;
}

export interface ParsedMovies {
  readonly films: readonly Film[];
  readonly problems: readonly CsvProblem[];
}

const columns = ['movieId', 'title', 'genres'];
const mostProblems = 20;

/**
 * Reads a MovieLens `movies.csv`: `movieId,title,genres`, `|` between genres, the year in brackets at the title's end.
 * Stops after 20 problems; the films are of use only without any.
 */
export function parseMoviesCsv(text: string): ParsedMovies {
  const films: Film[] = [];
  const problems: CsvProblem[] = [];
  const lineOfId = new Map<number, number>();
  let headed = false;
  for (const { line, fields, problem } of csvRows(text)) {
    const say = (sentence: string) => problems.push({ line, sentence });
    if (!headed) {
      headed = true;
      if (columns.every((column, at) => fields[at]?.trim() === column) && fields.length === columns.length) continue;
      say(`the head is "${fields.join()}": it must be "${columns.join()}", as in movies.csv of MovieLens`);
      break;
    }
    if (problem !== null) say(problem);
    else if (fields.length !== columns.length)
      say(`has ${fields.length} fields instead of 3: put a title that holds commas in double quotes`);
    else {
      const film = readFilm(fields as [string, string, string], say);
      const before = film === null ? undefined : lineOfId.get(film.id);
      if (before !== undefined) say(`movieId ${film!.id} stands on line ${before} already: give each film its own id`);
      else if (film !== null) {
        lineOfId.set(film.id, line);
        films.push(film);
      }
    }
    if (problems.length >= mostProblems) break;
  }
  if (!headed) problems.push({ line: 1, sentence: `the file is empty: its head must be "${columns.join()}"` });
  else if (films.length === 0 && problems.length === 0)
    problems.push({ line: 2, sentence: 'no film follows the head: is this the whole file?' });
  return { films, problems };
}

function readFilm([idText, titleText, genresText]: [string, string, string], say: (sentence: string) => void) {
  const id = Number(idText);
  if (!/^\d+$/.test(idText.trim()) || id < 1)
    return no(say(`movieId "${idText}" is not a whole number from 1 on: is a comma missing or too many?`));
  if (id > maxFilmId)
    return no(
      say(`movieId ${id} is above ${maxFilmId}, the largest a rating may name: take movies.csv of ml-20m or smaller`),
    );
  const named = /^(.*\S)\s*\((\d{4})(?:[-\u2013]\d{0,4}\s*)?\)\s*$/s.exec(titleText);
  const title = (named?.[1] ?? titleText).trim();
  if (title === '') return no(say('the title is empty: give the film one'));
  const names = genresText.split('|').map((name) => name.trim());
  const unknown = names.find((name) => genreNumber(name) < 0);
  if (unknown !== undefined)
    return no(say(`"${unknown}" is no genre of MovieLens: put | between genres and use ${filmGenres.join(', ')}`));
  const genres = filmGenres.filter((genre) => names.includes(genre)) as readonly FilmGenre[];
  const year = named === null ? null : Number(named[2]);
  return { id, title, year, minutes: null, director: null, actors: [], genres, imdbId: null } satisfies Film;
}

const no = (_said: unknown): null => null;
