import type { BadRecord } from './bad-orders';

const movie = { imdb_id: 'tt0113277', name: 'Heat', year: 1995, rating: 8.5, genres: ['Crime'], actors: 'A, B' };
const good = { event_type: 'ADD', user_id: 'bad', timestamp: '2026-03-01T10:00:00Z', movie };
const text = JSON.stringify(good);
const having = (fields: Record<string, unknown>) => JSON.stringify({ ...good, ...fields });
const told = (fields: Record<string, unknown>) => having({ movie: { ...movie, ...fields } });

const table: readonly (readonly [name: string, value: Buffer | string | null, code: string, fieldPath: string])[] = [
  ['a null value', null, 'NOT_JSON', ''],
  ['JSON cut short', text.slice(0, -5), 'NOT_JSON', ''],
  ['nesting of 5,000', text.replace('8.5', `${'['.repeat(5_000)}${']'.repeat(5_000)}`), 'NOT_JSON', ''],
  ['an array on top', `[${text}]`, 'NOT_AN_OBJECT', ''],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 'BAD_ENCODING', ''],
  ['an escaped NUL', text.replace('Heat', '\\u0000'), 'BAD_ENCODING', 'movie.name'],
  ['2 MiB', having({ note: 'x'.repeat(2_097_152) }), 'TOO_LARGE', ''],
  ['fields only inherited through __proto__', `{"__proto__":${text}}`, 'MISSING_FIELD', 'event_type'],
  ['no film', having({ movie: undefined }), 'MISSING_FIELD', 'movie'],
  ['a film without a name', told({ imdb_id: '', name: null }), 'MISSING_FIELD', 'movie.imdb_id'],
  ['a list left out', having({ event_type: 'RECALCULATE' }), 'MISSING_FIELD', 'movies'],
  ['a rating as text', told({ rating: '8.5' }), 'WRONG_TYPE', 'movie.rating'],
  ['a number among actors', told({ actors: ['A', 7] }), 'WRONG_TYPE', 'movie.actors.1'],
  ['a rating of 8.3', told({ rating: 8.3 }), 'OUT_OF_RANGE', 'movie.rating'],
  [
    'a bad film in a list',
    having({ event_type: 'BULK_IMPORT', movies: [movie, { ...movie, year: 1 }] }),
    'OUT_OF_RANGE',
    'movies.1.year',
  ],
  ['an unknown event', having({ event_type: 'WATCH' }), 'UNKNOWN_EVENT_TYPE', 'event_type'],
  ['a time without an offset', having({ timestamp: '2026-03-01T10:00:00' }), 'BAD_TIME', 'timestamp'],
  ['a date that is none', told({ date: 'yesterday' }), 'BAD_TIME', 'movie.date'],
  ['a year of watching to come', told({ date: '2099-01-01' }), 'BAD_TIME', 'movie.date'],
];

export const badMovieEvents: readonly BadRecord[] = table.map(([name, value, code, fieldPath]) => ({
  name,
  key: `bad: ${name}`,
  value: typeof value === 'string' ? Buffer.from(value) : value,
  code,
  fieldPath,
}));
