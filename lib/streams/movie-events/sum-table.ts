import type { SqlStatement } from '../stream';
import { columnsSql, columnText, deleteSql, packed, packedColumn, storedSql } from './column-text';
import type { Sums } from './list-changes';

const usualRows = 5_000;
const sumColumns = { films: 'films', rated: 'rated', ratingSum: 'rating_sum', minutes: 'minutes' } as const;

/**
 * Rows to be added to a table of sums by user and key, whose users are locked. One that brings a film is an upsert that
 * adds; any other stands there and gets its new sums, or goes with its last film: PostgreSQL checks the bounds of what is
 * to be inserted even where it then updates, so nothing negative can be.
 */
export class SumTable {
  private readonly added: Column[];
  private readonly changed: Column[];
  private readonly taken: Column[];
  private readonly keyColumns: readonly string[];
  private readonly texts: { readonly add: string; readonly change: string; readonly take: string };

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
    const { keyColumns } = this;
    const target = `INSERT INTO ${table} AS t (${all})`;
    const conflict = `ON CONFLICT (${keyColumns.join(', ')}) DO UPDATE SET`;
    const stored = storedSql(table, keyColumns, `ctid AS place, ${names.join(', ')}`);
    const changed = `${target} SELECT ${[...keyColumns.map((column) => `v.${column}`), ...names.map((name) => `o.${name} + v.${name}`)].join(', ')}
FROM ${columnsSql(types)} ${stored} WHERE o.films + v.films <> 0
${conflict} ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;
    this.texts = {
      add: `${target} SELECT ${all} FROM ${columnsSql(types)}
${conflict} ${names.map((name) => `${name} = t.${name} + excluded.${name}`).join(', ')}`,
      change: changed,
      take: `WITH gone AS (${deleteSql(table, `${columnsSql(types)} ${stored} WHERE o.films + v.films = 0`)})
${changed}`,
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
      ...statementsOf(this.texts.add, this.added, { texts }),
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
