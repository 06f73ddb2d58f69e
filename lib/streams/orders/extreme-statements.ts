import { dayArray, hourArray, int4Array, int8Array } from '../binary-array';
import type { Row, SqlStatement } from '../stream';
import { compareStandings, type Side } from './extreme-bounds';
import { type ExtremeRow, keptPerSide, type OrderExtremes } from './order-extremes';
import type { OrderNames } from './order-names';

const rowsPerStatement = 5_000;

/** The database's ids by local number. */
export interface ExtremeIds {
  readonly item: Int32Array;
  readonly channel: Int32Array;
  readonly payment: Int32Array;
  readonly currency: Int32Array;
}

/** A side of a group with its rows, and its key as stored. */
interface Touched {
  readonly group: number;
  readonly side: Side;
  readonly rows: readonly ExtremeRow[];
  readonly key: readonly [day: number, channel: number, payment: number, currency: number];
}

/**
 * Statements that add to `order_extreme` and remove what has no place any more; none when nothing is kept. Two commits
 * take turns from the first of them on: each must see what the other kept.
 */
export function extremeStatements(
  extremes: OrderExtremes,
  names: OrderNames,
  ids: ExtremeIds,
): readonly SqlStatement[] {
  const touched: Touched[] = [];
  extremes.forEach((group, side, rows) => {
    const [day, channel, payment, currency] = names.keyOfGroup(group);
    const key = [day, ids.channel[channel]!, ids.payment[payment]!, ids.currency[currency]!] as const;
    touched.push({ group, side, rows: rows.toSorted(compareStandings).slice(0, keptPerSide), key });
  });
  if (touched.length === 0) return [];
  touched.sort((a, b) => compareKeys(a.key, b.key) || (a.side < b.side ? -1 : 1));
  const statements: SqlStatement[] = [{ text: takeTurns, values: [] }];
  const sidesPerStatement = rowsPerStatement / keptPerSide;
  for (let from = 0; from < touched.length; from += sidesPerStatement)
    statements.push(insertOf(touched.slice(from, from + sidesPerStatement), ids));
  for (let from = 0; from < touched.length; from += rowsPerStatement) {
    const part = touched.slice(from, from + rowsPerStatement);
    const high = part.map(({ side }) => side === 'high');
    const onCommitted = (rows: readonly Row[]) => learn(extremes, part, rows);
    statements.push({ text: trimText, values: [...keyColumns(part), high], onCommitted });
  }
  return statements;
}

const compareKeys = (a: Touched['key'], b: Touched['key']): number =>
  a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];

/** Keys of one row each, or of as many as `repeat` says. */
function keyColumns(touched: readonly Touched[], repeat: (one: Touched) => number = () => 1): readonly Buffer[] {
  const rows = touched.reduce((sum, one) => sum + repeat(one), 0);
  const columns = [0, 1, 2, 3].map(() => new Int32Array(rows));
  let at = 0;
  for (const one of touched) {
    const end = at + repeat(one);
    for (const [place, column] of columns.entries()) column.fill(one.key[place]!, at, end);
    at = end;
  }
  const every = Uint32Array.from({ length: rows }, (_, row) => row);
  return columns.map((column, place) => (place === 0 ? dayArray : int4Array)(column, every));
}

function insertOf(touched: readonly Touched[], ids: ExtremeIds): SqlStatement {
  const rows = touched.flatMap((one) => one.rows);
  const every = Uint32Array.from({ length: rows.length }, (_, row) => row);
  const [outward, offsets] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const [partitions, hours, items] = [0, 1, 2].map(() => new Int32Array(rows.length)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (const [at, row] of rows.entries()) {
    outward[at] = row.outward;
    partitions[at] = row.partition;
    offsets[at] = row.offset;
    hours[at] = row.hour;
    items[at] = ids.item[row.item]!;
  }
  return {
    text: insertText,
    values: [
      ...keyColumns(touched, (one) => one.rows.length),
      int8Array(outward, every),
      int4Array(partitions, every),
      int8Array(offsets, every),
      hourArray(hours, every),
      int4Array(items, every),
      rows.map((row) => row.orderId),
    ],
  };
}

/** Tells the folds the last places as they are stored now. */
function learn(extremes: OrderExtremes, touched: readonly Touched[], rows: readonly Row[]): void {
  for (const row of rows) {
    const { group, side } = touched[Number(row.n) - 1]!;
    const [outward, partition, offset] = [row.outward, row.topic_partition, row.topic_offset].map(Number);
    for (const learner of extremes.learners)
      learner.learn(group, side, { outward: outward!, partition: partition!, offset: offset! });
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
