import { int8Array } from '../binary-array';

type Cell = string | number | null;
/** Between the values of a column. Lists within a value have another one (`nameSeparator`). */
const separator = '\u001f';

/**
 * A column of values as one text for `columnSql`: cheaper to send than an array, whose elements node-pg escapes one by
 * one. No value holds the separator (names are tidied, ids with control characters are refused). null and '' are NULL.
 */
export const columnText = (values: readonly Cell[]): string => values.join(separator);

/** The values of one text that a statement made of a row. */
export const splitColumns = (text: string): readonly string[] => text.split(separator);

/** Type of a column of whole numbers that is sent as a binary array (`packedColumn`), not as text. */
export const packed = 'packed';

export const packedColumn = (values: readonly number[]): Buffer =>
  int8Array(new Float64Array(values), placesOf(values.length));

let places = new Uint32Array(0);

/** 0, 1, 2, ... */
function placesOf(length: number): Uint32Array {
  if (places.length < length) {
    places = new Uint32Array(2 * length);
    for (let at = 0; at < places.length; at++) places[at] = at;
  }
  return places.subarray(0, length);
}

/**
 * The array that parameter `$n` stands for. In a sub-select, so that the planner does not see how long it is: it would
 * read a whole table of some 100,000 rows rather than look up a few thousand by their key.
 */
const columnSql = (parameter: number, type: string): string => {
  if (type === packed) return `(SELECT $${parameter}::int8[])`;
  return `(SELECT string_to_array($${parameter}, E'\\x1f', '')${type === 'text' ? '' : `::${type}[]`})`;
};

/** `FROM` of a statement whose parameters are columns: one row of `alias` a place. */
export const columnsSql = (columns: Readonly<Record<string, string>>, alias = 'v', first = 1): string =>
  `unnest(${Object.values(columns)
    .map((type, at) => columnSql(first + at, type))
    .join(', ')}) AS ${alias}(${Object.keys(columns).join(', ')})`;

/**
 * What stands in `table` for each row of `rows`: to be joined behind it. LATERAL and OFFSET 0 leave the planner no choice
 * but a look-up by key for each: where it believes a table to be empty (it was, when it was last analyzed) it would compare
 * every row of the table with every row that is looked for.
 */
export const storedSql = (table: string, key: readonly string[], columns: string, rows = 'v', lock = ''): string =>
  `CROSS JOIN LATERAL (SELECT ${columns} FROM ${table} x
  WHERE ${key.map((column) => `x.${column} = ${rows}.${column}`).join(' AND ')} OFFSET 0 ${lock}) o`;

/**
 * Deletes what `storedSql` found: by place, without a join (a table of under 40 pages may be read whole). `found` selects
 * `ctid` as `o.place`.
 */
export const deleteSql = (table: string, found: string): string =>
  `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT o.place FROM ${found}))`;
