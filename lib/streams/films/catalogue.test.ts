import { describe, expect, it } from 'vitest';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import { catalogueFilms, makeCatalogue } from './catalogue';
import { filmGenres, genreMask, genreNumber, maxFilmId } from './film';
import { readKnownFilms } from './known-film';

const films = madeCatalogue();

describe('the made film catalogue', () => {
  it('has 27,278 films with ascending ids in 1..131262, unique IMDb ids and everything that a film has', () => {
    expect(films).toHaveLength(catalogueFilms);
    let before = 0;
    for (const film of films) {
      expect(film.id).toBeGreaterThan(before);
      before = film.id;
      expect(film.title.trim()).not.toBe('');
      expect(film.director).not.toBeNull();
      expect(film.year).toBeGreaterThanOrEqual(1_900);
      expect(film.year).toBeLessThanOrEqual(2_015);
      expect(film.minutes).toBeGreaterThan(0);
      expect(film.actors.length).toBeGreaterThanOrEqual(1);
      expect(film.actors.length).toBeLessThanOrEqual(4);
      expect(film.imdbId).toMatch(/^tt\d{7}$/);
    }
    expect(before).toBeLessThanOrEqual(maxFilmId);
    expect(new Set(films.map(({ imdbId }) => imdbId)).size).toBe(catalogueFilms);
    expect(new Set(films.map(({ title, year }) => `${title} ${year}`)).size).toBe(catalogueFilms);
  });

  it('gives each film one to four of 20 genres in their order, and the last genre only alone', () => {
    const seen = new Set<string>();
    for (const { genres } of films) {
      for (const genre of genres) seen.add(genre);
      expect([1, 2, 3, 4]).toContain(genres.length);
      expect(genres).toEqual(filmGenres.filter((genre) => genres.includes(genre)));
      if (genres.includes('(no genres listed)')) expect(genres).toHaveLength(1);
    }
    expect([...seen].sort()).toEqual([...filmGenres].sort());
    expect(seen.size).toBe(20);
  });

  it('knows real films by title, year and director', () => {
    expect(films.find(({ title }) => title === 'The Godfather')).toMatchObject({
      ...{ year: 1972, director: 'Francis Ford Coppola' },
    });
    expect(films.find(({ title }) => title === 'Gone with the Wind')?.year).toBe(1939);
    expect(films.slice(0, 3_000).every(({ title }) => /^[\x20-\x7e]+$/.test(title))).toBe(true);
  });

  it('is the same for the same seed and another one for another seed', () => {
    const known = readKnownFilms([{ Title: 'Pi', 'Release Date': 'Jul 10 1998', 'IMDB Votes': 3 }]);
    expect(makeCatalogue(known, 'a')).toEqual(makeCatalogue(known, 'a'));
    expect(makeCatalogue(known, 'a')[0]).toMatchObject({ id: 1, title: 'Pi', year: 1998 });
    expect(makeCatalogue([], 'a')).not.toEqual(makeCatalogue([], 'b'));
  });
});

describe('known films', () => {
  it('are those with a clean title and a year, by votes, each once', () => {
    const known = readKnownFilms([
      { Title: 'Few votes', 'Release Date': 'Jun 12 1998', 'IMDB Votes': 1, 'Major Genre': 'Romantic Comedy' },
      { Title: 'Wilson', 'Release Date': 'Aug 01 2044', 'IMDB Votes': 7, Director: 'Henry King' },
      { Title: 'Wilson', 'Release Date': 'Aug 01 2044', 'IMDB Votes': 7 },
      { Title: 'CachÈ', 'Release Date': 'Jun 12 1998' },
      { Title: 'No year', 'Release Date': null },
      { Title: null, 'Release Date': 'Jun 12 1998' },
      { Title: 300, 'Release Date': 'Mar 09 2007', 'Major Genre': 'Action', 'Creative Type': 'Fantasy' },
      { Title: 'Cat People, The', 'Release Date': 'Nov 16 2042' },
    ]);
    expect(known.map(({ title, year }) => `${title} ${year}`)).toEqual([
      ...['Wilson 1944', 'Few votes 1998', '300 2007', 'The Cat People 1942'],
    ]);
    expect(known.map(({ genres }) => genres)).toEqual([[], ['Comedy', 'Romance'], ['Action', 'Fantasy'], []]);
  });
});

it('genre masks have one bit a genre and none for what is no genre', () => {
  expect(genreMask(['Action', 'Comedy', 'Science'])).toBe(0b10001);
  expect(genreMask([...filmGenres])).toBe(2 ** 20 - 1);
  expect(genreNumber('(no genres listed)')).toBe(19);
});
