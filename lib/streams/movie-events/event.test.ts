import { describe, expect, it } from 'vitest';
import { judgeMovieEvent } from './event';
import { readMovieEvent } from './read-movie-event';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const movie = { imdb_id: 'tt0113277', name: 'Heat', year: 1995, rating: 8.5, genres: ['Crime'], duration: 170 };
const good = { event_type: 'ADD', user_id: 'u-1', timestamp: '2026-11-22T20:54:57.123Z', movie };
const rated = { ...good, event_type: 'UPDATE_RATING', movie: { imdb_id: 'tt1', old_rating: 7, new_rating: 8 } };
const having = (fields: object) => JSON.stringify({ ...good, ...fields });
const film = (fields: object) => having({ movie: { ...movie, ...fields } });
const text = JSON.stringify(good);

const rejections: readonly (readonly [what: string, value: Buffer | string | null, code: string, path: string])[] = [
  ['a null value', null, 'NOT_JSON', ''],
  ['an empty value', '', 'NOT_JSON', ''],
  ['JSON cut short', text.slice(0, -9), 'NOT_JSON', ''],
  ['nesting of 100 in a field', having({ note: JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) }), 'NOT_JSON', ''],
  ['an array on top', `[${text}]`, 'NOT_AN_OBJECT', ''],
  ['null on top', 'null', 'NOT_AN_OBJECT', ''],
  [
    'bad UTF-8',
    Buffer.concat([Buffer.from('{"user_id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    'BAD_ENCODING',
    '',
  ],
  ['an escaped NUL', text.replace('Heat', 'He\\u0000at'), 'BAD_ENCODING', 'movie.name'],
  ['a lone surrogate in a list', text.replace('Crime', '\\ud800'), 'BAD_ENCODING', 'movie.genres.0'],
  ['no event type', having({ event_type: undefined }), 'MISSING_FIELD', 'event_type'],
  ['an unknown event type', having({ event_type: 'add' }), 'UNKNOWN_EVENT_TYPE', 'event_type'],
  ['an event type that is no text', having({ event_type: 1 }), 'WRONG_TYPE', 'event_type'],
  ['no user', having({ user_id: undefined }), 'MISSING_FIELD', 'user_id'],
  ['a user that is a number', having({ user_id: 7 }), 'WRONG_TYPE', 'user_id'],
  ['an empty user', having({ user_id: '' }), 'OUT_OF_RANGE', 'user_id'],
  ['a user with a control character', having({ user_id: 'a\u001fb' }), 'OUT_OF_RANGE', 'user_id'],
  ['a user of 65 characters', having({ user_id: 'x'.repeat(65) }), 'OUT_OF_RANGE', 'user_id'],
  ['no time', having({ timestamp: undefined }), 'MISSING_FIELD', 'timestamp'],
  ['a time without an offset', having({ timestamp: '2026-11-22T20:54:57' }), 'BAD_TIME', 'timestamp'],
  ['a day that does not exist', having({ timestamp: '2026-02-29T20:54:57.123Z' }), 'BAD_TIME', 'timestamp'],
  ['a time over 24 hours ahead', having({ timestamp: '2026-11-23T20:54:57.124Z' }), 'BAD_TIME', 'timestamp'],
  ['year 275760', having({ timestamp: '+275760-09-13T00:00:00.000Z' }), 'BAD_TIME', 'timestamp'],
  ['no film', having({ movie: undefined }), 'MISSING_FIELD', 'movie'],
  ['a film that is a text', having({ movie: 'Heat' }), 'WRONG_TYPE', 'movie'],
  ['a film without id and name', film({ imdb_id: null, name: ' ' }), 'MISSING_FIELD', 'movie.imdb_id'],
  ['a rating of 10.5', film({ rating: 10.5 }), 'OUT_OF_RANGE', 'movie.rating'],
  ['a rating of 0', film({ rating: 0 }), 'OUT_OF_RANGE', 'movie.rating'],
  ['a rating of 7.3', film({ rating: 7.3 }), 'OUT_OF_RANGE', 'movie.rating'],
  ['a rating of 1e400', text.replace('8.5', '1e400'), 'OUT_OF_RANGE', 'movie.rating'],
  ['a rating in words', film({ rating: 'good' }), 'WRONG_TYPE', 'movie.rating'],
  ['half a year', film({ year: 1995.5 }), 'WRONG_TYPE', 'movie.year'],
  ['a year of 1500', film({ year: 1500 }), 'OUT_OF_RANGE', 'movie.year'],
  ['a duration over 2^53', text.replace('170', '9007199254740993'), 'OUT_OF_RANGE', 'movie.duration'],
  ['genres in one text', film({ genres: 'Crime' }), 'WRONG_TYPE', 'movie.genres'],
  ['a genre that is a number', film({ genres: ['Crime', 7] }), 'WRONG_TYPE', 'movie.genres.1'],
  ['actors that are a number', film({ actors: 7 }), 'WRONG_TYPE', 'movie.actors'],
  ['an actor of 201 characters', film({ actors: `A, ${'x'.repeat(201)}` }), 'OUT_OF_RANGE', 'movie.actors.1'],
  ['a name of 501 characters', film({ name: 'x'.repeat(501) }), 'OUT_OF_RANGE', 'movie.name'],
  ['a date that is none', film({ date: '22.11.2026' }), 'BAD_TIME', 'movie.date'],
  ['a date that does not exist', film({ date: '2026-02-30' }), 'BAD_TIME', 'movie.date'],
  ['a date two days ahead', film({ date: '2026-11-24' }), 'BAD_TIME', 'movie.date'],
  ['a new rating left out', having({ ...rated, movie: { imdb_id: 'tt1' } }), 'MISSING_FIELD', 'movie.new_rating'],
  [
    'a new rating of null',
    having({ ...rated, movie: { imdb_id: 'tt1', new_rating: null } }),
    'WRONG_TYPE',
    'movie.new_rating',
  ],
  [
    'an old rating of 11',
    having({ ...rated, movie: { ...rated.movie, old_rating: 11 } }),
    'OUT_OF_RANGE',
    'movie.old_rating',
  ],
  ['an import without films', having({ event_type: 'BULK_IMPORT', movie: undefined }), 'MISSING_FIELD', 'movies'],
  ['a list without films', having({ event_type: 'RECALCULATE' }), 'MISSING_FIELD', 'movies'],
  ['a list that is an object', having({ event_type: 'RECALCULATE', movies: {} }), 'WRONG_TYPE', 'movies'],
  [
    'a bad film in a list',
    having({ event_type: 'BULK_IMPORT', movies: [movie, movie, { ...movie, rating: -1 }] }),
    'OUT_OF_RANGE',
    'movies.2.rating',
  ],
  [
    'a nameless film in a list',
    having({ event_type: 'RECALCULATE', movies: [movie, {}] }),
    'MISSING_FIELD',
    'movies.1.imdb_id',
  ],
  [
    'a late date in a list',
    having({ event_type: 'RECALCULATE', movies: [movie, { name: 'X', date: '2099-01' }] }),
    'BAD_TIME',
    'movies.1.date',
  ],
];

const judgeBoth = (value: Buffer | string | null) => {
  const bytes = value === null ? Buffer.alloc(0) : Buffer.from(value);
  const start = value === null ? -1 : 0;
  const end = value === null ? -1 : bytes.length;
  const judged = judgeMovieEvent(bytes, start, end, nowMs);
  expect(readMovieEvent(bytes, start, end, nowMs)).toEqual(judged);
  return judged;
};

describe('the contract of movie events', () => {
  it.each(rejections)('refuses %s with its code, field and a sentence', (_, value, code, fieldPath) => {
    const judged = judgeBoth(value);
    if (!('rejection' in judged)) throw new Error(`accepted: ${value}`);
    expect(judged.rejection).toMatchObject({ code, fieldPath });
    expect(judged.rejection.sentence).toMatch(/^[^.].{15,}\.$/s);
  });

  it('takes a film by its id or its name alone, and null or blank as left out', () => {
    for (const named of [
      { imdb_id: 'tt1' },
      { name: 'Heat' },
      { imdb_id: 'tt1', name: null, rating: null, actors: null },
    ])
      expect(judgeBoth(having({ movie: named }))).toMatchObject({ films: [named], hadUnknownFields: false });
    expect(judgeBoth(film({ date: '', director: ' ' }))).toMatchObject({ type: 'ADD', userId: 'u-1', timeMs: nowMs });
  });

  it('takes an import as a list or as one film, and an empty list', () => {
    const both = having({ event_type: 'BULK_IMPORT', movies: [movie, { name: 'X' }], movie: undefined });
    expect(judgeBoth(both)).toMatchObject({ films: [movie, { name: 'X' }] });
    expect(judgeBoth(having({ event_type: 'BULK_IMPORT' }))).toMatchObject({ films: [movie] });
    expect(judgeBoth(having({ event_type: 'BULK_IMPORT', movies: null }))).toMatchObject({ films: [movie] });
    expect(judgeBoth(having({ event_type: 'RECALCULATE', movies: [] }))).toMatchObject({ films: [] });
  });

  it('takes actors as a list and as one text with commas', () => {
    expect(judgeBoth(film({ actors: 'A, B' }))).toMatchObject({ films: [{ actors: ['A', ' B'] }] });
    expect(judgeBoth(film({ actors: ['A', 'B'] }))).toMatchObject({ films: [{ actors: ['A', 'B'] }] });
  });

  it('takes dates as days, months and times, with today anywhere on earth', () => {
    for (const date of ['2026-11-23', '2026-11', '2026-11-22T23:30', '2026-11-22T23:30:00+01:00', '1999-12-31'])
      expect(judgeBoth(film({ date })), date).not.toHaveProperty('rejection');
  });

  it('ignores unknown fields, at the top and in films, and says so', () => {
    expect(judgeBoth(text)).toMatchObject({ hadUnknownFields: false });
    expect(judgeBoth(having({ note: 1 }))).toMatchObject({ hadUnknownFields: true });
    expect(judgeBoth(having({ movies: [] }))).toMatchObject({ hadUnknownFields: true });
    expect(judgeBoth(film({ poster: { url: 'x' } }))).toMatchObject({ hadUnknownFields: true });
    expect(judgeBoth(`{"__proto__":{"user_id":"x"},${text.slice(1)}`)).toMatchObject({
      userId: 'u-1',
      hadUnknownFields: true,
    });
    expect(judgeBoth(`{"__proto__":${text}}`)).toMatchObject({
      rejection: { code: 'MISSING_FIELD', fieldPath: 'event_type' },
    });
  });
});
