import { dayArray, hourArray, int4Array, int8Array } from '../binary-array';
import type { Row, SqlStatement } from '../stream';
import { type Side, sides } from './extreme-bounds';
import { keyWidth } from './order-cells';
import { type ExtremeRow, keptPerSide, type OrderExtremes } from './order-extremes';

const rowsPerStatement = 5_000;

/** The database's ids by local number. */
export interface ExtremeIds {
  readonly item: Int32Array;
  readonly channel: Int32Array;
  readonly payment: Int32Array;
  readonly currency: Int32Array;
}

interface Placed {
  readonly group: number;
  readonly row: ExtremeRow;
}

/**
 * Statements that add to `order_extreme` and remove what has no place any more; none when nothing is kept. Two commits
 * take turns from the first of them on: each must see what the other kept.
 */
export function extremeStatements(extremes: OrderExtremes, ids: ExtremeIds): readonly SqlStatement[] {
  const touched: { readonly group: number; readonly side: Side }[] = [];
  const placed: Placed[] = [];
  for (let group = 0; group < extremes.groups.size; group++)
    for (const side of sides) {
      const rows = extremes.rowsOf(group, side);
      if (rows.length > 0) touched.push({ group, side });
      for (const row of rows) placed.push({ group, row });
    }
  if (placed.length === 0) return [];
  const keysOf = (groups: readonly number[]) => keyArrays(extremes, groups, ids);
  const statements: SqlStatement[] = [{ text: takeTurns, values: [] }];
  for (let from = 0; from < placed.length; from += rowsPerStatement)
    statements.push(insertOf(placed.slice(from, from + rowsPerStatement), keysOf, ids));
  for (let from = 0; from < touched.length; from += rowsPerStatement) {
    const part = touched.slice(from, from + rowsPerStatement);
    statements.push({
      text: trimText,
      values: [...keysOf(part.map(({ group }) => group)), part.map(({ side }) => side === 'high')],
      onCommitted: (rows) => learn(extremes, part, rows),
    });
  }
  return statements;
}

/** Day, channel, payment and currency of groups, as stored. */
function keyArrays(extremes: OrderExtremes, groups: readonly number[], ids: ExtremeIds): readonly Buffer[] {
  const { keys } = extremes.groups;
  const every = Uint32Array.from(groups.keys());
  const column = (place: number, of: (local: number) => number) =>
    Int32Array.from(groups, (group) => of(keys[group * keyWidth + place]!));
  return [
    dayArray(
      column(0, (day) => day),
      every,
    ),
    ...[ids.channel, ids.payment, ids.currency].map((id, at) =>
      int4Array(
        column(at + 2, (local) => id[local]!),
        every,
      ),
    ),
  ];
}

function insertOf(
  placed: readonly Placed[],
  keysOf: (groups: readonly number[]) => readonly Buffer[],
  ids: ExtremeIds,
): SqlStatement {
  const every = Uint32Array.from(placed.keys());
  const whole = (of: (row: ExtremeRow) => number) => Int32Array.from(placed, ({ row }) => of(row));
  const large = (of: (row: ExtremeRow) => number) => Float64Array.from(placed, ({ row }) => of(row));
  return {
    text: insertText,
    values: [
      ...keysOf(placed.map(({ group }) => group)),
      int8Array(
        large((row) => row.outward),
        every,
      ),
      int4Array(
        whole((row) => row.partition),
        every,
      ),
      int8Array(
        large((row) => row.offset),
        every,
      ),
      hourArray(
        whole((row) => row.hour),
        every,
      ),
      int4Array(
        whole((row) => ids.item[row.item]!),
        every,
      ),
      placed.map(({ row }) => row.orderId),
    ],
  };
}

function learn(
  extremes: OrderExtremes,
  touched: readonly { readonly group: number; readonly side: Side }[],
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const { group, side } = touched[Number(row.n) - 1]!;
    const bound = {
      outward: Number(row.outward),
      partition: Number(row.topic_partition),
      offset: Number(row.topic_offset),
    };
    for (const learner of extremes.learners) learner.learn(extremes.nameOf(group), side, bound);
  }
}

const takeTurns = `SELECT pg_advisory_xact_lock('order_extreme'::regclass::oid::bigint)`;

const insertText = `INSERT INTO order_extreme
  (day, channel, payment, currency, outward, topic_partition, topic_offset, hour, item, order_id)
SELECT * FROM unnest($1::date[], $2::int4[], $3::int4[], $4::int4[], $5::int8[], $6::int4[], $7::int8[],
  $8::timestamptz[], $9::int4[], $10::text[])
ON CONFLICT DO NOTHING`;

/** Walks the key's index to the last place of each side, removes what stands behind it and tells the place. */
const trimText = `WITH bound AS MATERIALIZED (
  SELECT g.*, b.outward, b.topic_partition, b.topic_offset
  FROM unnest($1::date[], $2::int4[], $3::int4[], $4::int4[], $5::boolean[])
    WITH ORDINALITY AS g(day, channel, payment, currency, high, n)
  CROSS JOIN LATERAL (
    SELECT e.outward, e.topic_partition, e.topic_offset FROM order_extreme e
    WHERE (e.day, e.channel, e.payment, e.currency) = (g.day, g.channel, g.payment, g.currency)
      AND e.outward >= CASE WHEN g.high THEN -9223372036854775808 ELSE 0 END
      AND e.outward < CASE WHEN g.high THEN 0 ELSE 9223372036854775807 END
    ORDER BY e.outward, e.topic_partition, e.topic_offset OFFSET ${keptPerSide - 1} LIMIT 1
  ) b
), gone AS (
  DELETE FROM order_extreme e USING bound b
  WHERE (e.day, e.channel, e.payment, e.currency) = (b.day, b.channel, b.payment, b.currency)
    AND (e.outward, e.topic_partition, e.topic_offset) > (b.outward, b.topic_partition, b.topic_offset)
    AND (NOT b.high OR e.outward < 0)
)
SELECT n, outward, topic_partition, topic_offset FROM bound`;
