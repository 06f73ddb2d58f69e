import type { ListedFilm, ReferenceLists } from './reference-lists';

/** For tests: what the tables must hold by the plain lists, as sorted lines that can be compared and read. */
export function referenceLines(reference: ReferenceLists): readonly string[] {
  const lines: string[] = [];
  const sums = new Map<string, ListedFilm[]>();
  const add = (key: string, film: ListedFilm) => sums.set(key, [...(sums.get(key) ?? []), film]);
  for (const userId of reference.partitions.keys()) {
    const list = reference.lists.get(userId) ?? [];
    const partitions = reference.partitions.get(userId)!;
    lines.push(`user ${userId}: ${sumsOf(list)}${partitions.size > 1 ? ', scattered' : ''}`);
    for (const film of list) {
      lines.push(`movie ${userId} ${film.id}: ${rowText(film)}`);
      add(`month ${userId} ${film.month}`, film);
      if (film.rating !== null) add(`rating ${userId} ${film.rating}`, film);
      if (film.director !== '') add(`director ${userId} ${film.director}`, film);
      for (const name of film.genres) add(`genre ${userId} ${name}`, film);
      for (const name of film.actors) add(`actor ${userId} ${name}`, film);
      add(`film ${film.id}`, film);
      if (film.minute !== null) add(`minute ${film.minute} ${film.id}`, film);
    }
  }
  for (const [key, films] of sums)
    if (/^(film|minute) /.test(key)) lines.push(`${key}: ${films.length}`);
    else lines.push(`${key}: ${key.startsWith('rating ') ? sumsText(films.length, 0, 0, 0) : sumsOf(films)}`);
  for (const [note, times] of Object.entries(reference.notes)) lines.push(`note ${note}: ${times}`);
  const scattered = [...reference.partitions.values()].filter(({ size }) => size > 1).length;
  if (scattered > 0) lines.push(`note user_in_two_partitions: ${scattered}`);
  return lines.sort();
}

export const rowText = (film: Omit<ListedFilm, 'id'>): string =>
  [
    ...[film.rating, film.month, film.minutes, film.minute, film.director],
    ...[film.genres.join('+'), film.actors.join('+')],
  ].join(' | ');

export const sumsText = (films: number, rated: number, ratingSum: number, minutes: number): string =>
  `${films} films, ${rated} rated ${ratingSum}, ${minutes} min`;

function sumsOf(films: readonly ListedFilm[]): string {
  const rated = films.filter(({ rating }) => rating !== null);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sumsText(
    films.length,
    rated.length,
    sum(rated.map(({ rating }) => rating!)),
    sum(films.map((f) => f.minutes)),
  );
}
