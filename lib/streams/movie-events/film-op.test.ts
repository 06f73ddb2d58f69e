import { describe, expect, it } from 'vitest';
import { filmOpOf, isForeign } from './film-op';
import { indexOf, storyFilms } from './story';

const films = indexOf(storyFilms);
const refer = (told: object) => {
  const op = filmOpOf('put', told, films);
  return { imdb: op.imdb, name: op.name, nameIsFree: op.nameIsFree, isForeign: isForeign(op) };
};

describe('what a film is named by', () => {
  it('is the film of the catalogue by IMDb id, by title and year, or by a title that only one film has', () => {
    const ours = { nameIsFree: false, isForeign: false };
    expect(refer({ imdb_id: 'tt1' })).toEqual({ ...ours, imdb: 1, name: null });
    expect(refer({ imdb_id: ' tt1 ', name: 'Heat', year: 1995 })).toEqual({ ...ours, imdb: 1, name: 1 });
    expect(refer({ name: ' Heat\n', year: 1995 })).toEqual({ ...ours, imdb: null, name: 1 });
    expect(refer({ name: 'Heat' })).toEqual({ ...ours, imdb: null, name: 1 });
    expect(refer({ name: 'Emma', year: 2020 })).toEqual({ ...ours, imdb: null, name: 4 });
  });

  it('is its own text where the catalogue does not know it', () => {
    expect(refer({ imdb_id: 'tt9' })).toEqual({ imdb: 'i:tt9', name: null, nameIsFree: false, isForeign: true });
    for (const told of [{ name: 'Emma' }, { name: 'Heat', year: 1996 }, { name: 'heat', year: 1995 }])
      expect(refer(told)).toMatchObject({ imdb: null, name: expect.stringMatching(/^n:/), isForeign: true });
  });

  it('may be joined to an IMDb id unless the catalogue knows one for the name', () => {
    expect(refer({ imdb_id: 'tt9', name: 'Heat', year: 1995 })).toMatchObject({
      imdb: 'i:tt9',
      name: 1,
      nameIsFree: false,
    });
    expect(refer({ imdb_id: 'tt9', name: 'Pi', year: 1998 })).toMatchObject({
      imdb: 'i:tt9',
      name: 2,
      nameIsFree: true,
    });
    expect(refer({ imdb_id: 'tt1', name: 'Hitze' })).toMatchObject({ imdb: 1, name: 'n::Hitze', nameIsFree: true });
  });
});

it('takes what is told, ratings in halves, names tidied and once; blank is not told', () => {
  const told = {
    rating: 7.5,
    genres: ['Drama', ' Drama', ''],
    actors: [],
    director: '  ',
    date: '2026-03-01',
    duration: 0,
  };
  const op = filmOpOf('put', { name: 'X', ...told }, films);
  expect(op).toMatchObject({ rating: 15, genres: 'Drama', actors: '', director: null, month: '2026-03', minutes: 0 });
  expect(filmOpOf('put', { name: 'X', date: ' ' }, films)).toMatchObject({ rating: null, genres: null, month: null });
  expect(filmOpOf('rate', { name: 'X', rating: 1, old_rating: 2, new_rating: 3 }, films)).toMatchObject({
    rating: 6,
    oldRating: 4,
  });
});
