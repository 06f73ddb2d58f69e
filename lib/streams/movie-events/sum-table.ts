import type { SqlStatement } from '../stream';
import { columnsSql, columnText, packed, packedColumn } from './column-text';
import type { Sums } from './list-changes';

const usualRows = 5_000;
const sumColumns = { films: 'films', rated: 'rated', ratingSum: 'rating_sum', minutes: 'minutes' } as const;

/**
 * Rows to be added to a table of sums by user and key. One that brings a film is an upsert, one that takes a film goes
 * with the last, any other updates what must be there: PostgreSQL checks the bounds of what is to be inserted even where
 * it then updates.
 */
export class SumTable {
  private readonly added: Column[];
  private readonly changed: Column[];
  private readonly taken: Column[];
  private readonly keyColumns: readonly string[];
  private readonly texts: { readonly upsert: string; readonly change: string; readonly take: string };

  /** `key`: the columns after user_id and their types. */
  constructor(
    table: string,
    key: Readonly<Record<string, string>>,
    private readonly sums: readonly (keyof Sums)[],
  ) {
    this.keyColumns = ['user_id', ...Object.keys(key)];
    const names = sums.map((sum) => sumColumns[sum]);
    const types = { user_id: 'text', ...key, ...Object.fromEntries(names.map((name) => [name, packed])) };
    this.added = Object.keys(types).map(() => []);
    this.changed = Object.keys(types).map(() => []);
    this.taken = Object.keys(types).map(() => []);
    const all = Object.keys(types).join(', ');
    const isRow = this.keyColumns.map((column) => `t.${column} = v.${column}`).join(' AND ');
    const plus = names.map((name) => `${name} = t.${name} + v.${name}`).join(', ');
    this.texts = {
      upsert: `INSERT INTO ${table} AS t (${all}) SELECT ${all} FROM ${columnsSql(types)}
ON CONFLICT (${this.keyColumns.join(', ')}) DO UPDATE SET ${names.map((name) => `${name} = t.${name} + excluded.${name}`).join(', ')}`,
      change: `UPDATE ${table} t SET ${plus} FROM ${columnsSql(types)} WHERE ${isRow}`,
      take: `WITH v AS MATERIALIZED (SELECT * FROM ${columnsSql(types)}),
gone AS (DELETE FROM ${table} t USING v WHERE ${isRow} AND t.films + v.films = 0)
UPDATE ${table} t SET ${plus} FROM v WHERE ${isRow} AND t.films + v.films <> 0`,
    };
  }

  /** `key`: value of the key column after user_id. */
  add(userId: string, key: string | number, sums: Sums): void {
    const { sums: names } = this;
    let least = 0;
    let isChange = false;
    for (const name of names) {
      const value = sums[name];
      if (value < least) least = value;
      if (value !== 0) isChange = true;
    }
    if (!isChange) return;
    // Without a film more, or with something less, the row stands there already.
    const columns = sums.films < 0 ? this.taken : least < 0 || sums.films === 0 ? this.changed : this.added;
    columns[0]!.push(userId);
    columns[1]!.push(key);
    for (let at = 0; at < names.length; at++) columns[2 + at]!.push(sums[names[at]!]);
  }

  statements(): readonly SqlStatement[] {
    const texts = this.keyColumns.length;
    return [
      ...statementsOf(this.texts.upsert, this.added, { texts }),
      ...statementsOf(this.texts.change, this.changed, { texts }),
      ...statementsOf(this.texts.take, this.taken, { texts }),
    ];
  }
}

type Column = (string | number | null)[];

/**
 * One statement for each 5,000 rows or as many as told; every column is a parameter: the first `texts` as text, the others, whole numbers,
 * packed.
 */
export function statementsOf(
  text: string,
  columns: readonly Column[],
  { texts = columns.length, rowsPerStatement = usualRows }: { texts?: number; rowsPerStatement?: number } = {},
): readonly SqlStatement[] {
  const size = columns[0]!.length;
  return Array.from({ length: Math.ceil(size / rowsPerStatement) }, (_, part) => ({
    text,
    values: columns.map((column, at) => {
      const rows =
        size <= rowsPerStatement ? column : column.slice(part * rowsPerStatement, (part + 1) * rowsPerStatement);
      return at < texts ? columnText(rows) : packedColumn(rows as number[]);
    }),
  }));
}
