import type { FilmListReference, ReferenceFilm } from './film-list-reference';

/** The panels' numbers, added up film by film from the plain lists. */
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const ratingsOf = (films: readonly ReferenceFilm[]): readonly number[] =>
  films.flatMap(({ rating }) => (rating === null ? [] : [rating]));
const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : sum(values) / values.length);
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export const listFigures = (films: readonly ReferenceFilm[]) => ({
  films: films.length,
  watchMinutes: sum(films.map(({ minutes }) => minutes)),
  rated: ratingsOf(films).length,
  meanRating: meanOf(ratingsOf(films)),
});

export const monthFigures = (films: readonly ReferenceFilm[]) =>
  [...new Set(films.map(({ month }) => month))].sort().map((month) => {
    const { films: count, watchMinutes, rated } = listFigures(films.filter((film) => film.month === month));
    return { month, films: count, watchMinutes, rated };
  });

export const ratingFigures = (films: readonly ReferenceFilm[]): readonly number[] =>
  Array.from({ length: 20 }, (_, at) => films.filter(({ rating }) => rating === (at + 1) / 2).length);

export function affinityFigures(films: readonly ReferenceFilm[], kind: 'director' | 'actor' | 'genre') {
  const namesOf = (film: ReferenceFilm): readonly string[] =>
    kind === 'director' ? [film.director].filter((name) => name !== '') : kind === 'genre' ? film.genres : film.actors;
  return [...new Set(films.flatMap(namesOf))]
    .map((name) => {
      const { films: count, rated, meanRating } = listFigures(films.filter((film) => namesOf(film).includes(name)));
      return { name, films: count, rated, meanRating };
    })
    .sort((a, b) => b.films - a.films || b.rated - a.rated || byBytes(a.name, b.name));
}

/** Films of both lists, how many both rated, and Pearson's correlation of those ratings. */
export function commonFigures(reference: FilmListReference, user: string, other: string) {
  const ratings = (id: string): Map<string, readonly number[]> => {
    const found = new Map<string, readonly number[]>();
    for (const { key, rating } of reference.lists.get(id)!.films.values()) {
      const same = reference.sameFilm(key);
      found.set(same, [...(found.get(same) ?? []), ...(rating === null ? [] : [rating])]);
    }
    return found;
  };
  const [own, beside] = [ratings(user), ratings(other)];
  const common = [...own.keys()].filter((key) => beside.has(key));
  const pairs = common.flatMap((key) => {
    const [a, b] = [meanOf(own.get(key)!), meanOf(beside.get(key)!)];
    return a === null || b === null ? [] : [[a, b] as const];
  });
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const [mx, my] = [meanOf(xs) ?? 0, meanOf(ys) ?? 0];
  const spread = (values: readonly number[], mean: number) => sum(values.map((value) => (value - mean) ** 2));
  const both = sum(pairs.map(([x, y]) => (x - mx) * (y - my)));
  const [sx, sy] = [spread(xs, mx), spread(ys, my)];
  return {
    films: common.length,
    bothRated: pairs.length,
    correlation: sx < 1e-9 || sy < 1e-9 ? null : both / Math.sqrt(sx * sy),
  };
}

/** Users as the list of them orders by a number, most first, ties by id. */
export const orderedUsers = (
  reference: FilmListReference,
  numberOf: (films: readonly ReferenceFilm[], lastMs: number) => number | string | null,
  order: 'asc' | 'desc',
): readonly string[] => {
  const users = [...reference.lists].flatMap(([user, { films, lastMs }]) => {
    const value = numberOf([...films.values()], lastMs);
    return value === null ? [] : [{ user, value }];
  });
  const sign = order === 'asc' ? 1 : -1;
  const values = (a: number | string, b: number | string) => (typeof a === 'number' ? a - (b as number) : 0);
  return users.sort((a, b) => sign * (values(a.value, b.value) || byBytes(a.user, b.user))).map(({ user }) => user);
};
