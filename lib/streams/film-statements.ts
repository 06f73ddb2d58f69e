import { type FilmSource, filmSources } from '../contracts/film-sources';
import { sortByColumns } from '../domain/sort-by-columns';
import { int4Array, int8Array, minuteArray } from './binary-array';
import type { SqlStatement } from './stream';

const statColumns = ['ratings', 'rating_sum', 'rating_square', 'views', 'clicks', 'adds'] as const;
const minuteColumns = ['views', 'clicks', 'ratings', 'adds'] as const;
type StatColumn = (typeof statColumns)[number];
type MinuteColumn = (typeof minuteColumns)[number];

/**
 * Counters of films, one row a film. Rows beyond `size` are not looked at; a counter that is left out is not touched.
 * Nothing that is added is below zero: PostgreSQL would refuse the row before it meets the one that is there. Ratings in
 * halves (1..10): `rating_sum` and `rating_square` sum them and their squares.
 */
export interface FilmStatRows {
  readonly size: number;
  readonly films: Int32Array;
  readonly counters: Readonly<Partial<Record<StatColumn, Float64Array | Int32Array>>>;
}

/** The same, one row a (minute, film); minutes since 1970, UTC. */
export interface FilmMinuteRows {
  readonly size: number;
  readonly minutes: Int32Array;
  readonly films: Int32Array;
  readonly counters: Readonly<Partial<Record<MinuteColumn, Int32Array>>>;
}

/** `film_minute` keeps so many milliseconds; also the bound of `isTooOldForFilmMinute`. */
export const filmMinuteKeptMs = 35 * 86_400_000;
/** Note under which a valid record is counted that `film_minute` leaves out. */
export const tooOldForFilmMinute = 'too_old_for_film_minute';

/** Judged by the record's append time, so that a rebuild leaves out the same records. */
export const isTooOldForFilmMinute = (minute: number, appendedAtMs: number): boolean =>
  minute * 60_000 < appendedAtMs - filmMinuteKeptMs;

const rowsPerStatement = 5_000;

/** Statements that add to `film_stat`: sorted by film, at most 5,000 rows each. */
export function filmStatStatements(source: FilmSource, rows: FilmStatRows): readonly SqlStatement[] {
  const counted = statColumns.flatMap((name) => {
    const values = rows.counters[name];
    return values === undefined ? [] : [{ name, values }];
  });
  const text = upsertText('film_stat', ['film'], counted, 'int8');
  return slices(sortByColumns([rows.films], rows.size)).map((slice) => ({
    text,
    values: [
      filmSources[source],
      int4Array(rows.films, slice),
      ...counted.map(({ values }) => int8Array(values, slice)),
    ],
  }));
}

/** Statements that add to `film_minute`: sorted by minute and film, at most 5,000 rows each. */
export function filmMinuteStatements(source: FilmSource, rows: FilmMinuteRows): readonly SqlStatement[] {
  const counted = minuteColumns.flatMap((name) => {
    const values = rows.counters[name];
    return values === undefined ? [] : [{ name, values }];
  });
  const text = upsertText('film_minute', ['minute', 'film'], counted, 'int4');
  return slices(sortByColumns([rows.minutes, rows.films], rows.size)).map((slice) => ({
    text,
    values: [
      filmSources[source],
      minuteArray(rows.minutes, slice),
      int4Array(rows.films, slice),
      ...counted.map(({ values }) => int4Array(values, slice)),
    ],
  }));
}

function slices(order: Uint32Array): readonly Uint32Array[] {
  return Array.from({ length: Math.ceil(order.length / rowsPerStatement) }, (_, at) =>
    order.subarray(at * rowsPerStatement, (at + 1) * rowsPerStatement),
  );
}

const keyTypes = { minute: 'timestamptz', film: 'int4' };

/** $1 is the source; then one array a key column and one a counter. */
function upsertText(
  table: string,
  key: readonly (keyof typeof keyTypes)[],
  counted: readonly { readonly name: string }[],
  counterType: 'int4' | 'int8',
): string {
  const names = counted.map(({ name }) => name);
  const arrays = [...key.map((column) => keyTypes[column]), ...names.map(() => counterType)];
  const columns = [...key, ...names].join(', ');
  return `INSERT INTO ${table} AS t (source, ${columns})
SELECT $1::int2, ${columns} FROM unnest(${arrays.map((type, at) => `$${at + 2}::${type}[]`).join(', ')}) AS v(${columns})
ON CONFLICT (${[...key, 'source'].join(', ')}) DO UPDATE SET ${names.map((name) => `${name} = t.${name} + excluded.${name}`).join(', ')}`;
}
