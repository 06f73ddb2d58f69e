import type { Pool } from 'pg';
import { deadLetterProblems } from './dead-letter-invariant';
import { ledgerProblems } from './ledger-invariant';
import type { OracleTotals } from './oracle';
import { readCells } from './stored-state';

export interface Findings {
  /** Orders that are in the topic and not in the aggregates. */
  readonly lost: number;
  /** Orders that are in the aggregates more often than in the topic. */
  readonly doubled: number;
  /** Every broken promise as a sentence; empty = exact. */
  readonly problems: readonly string[];
}

/** Compares what PostgreSQL holds with what the oracle read: every promise of "exactly once", by plain SQL. */
export async function findProblems(sql: Pool, oracle: OracleTotals): Promise<Findings> {
  const problems: string[] = [];
  const stored = await readCells(sql);
  let lost = 0;
  let doubled = 0;
  let wrongCells = 0;
  for (const key of new Set([...stored.keys(), ...Object.keys(oracle.cells)])) {
    const [orders, quantity, revenue] = stored.get(key) ?? [0, 0, '0'];
    const [wantedOrders, wantedQuantity, wantedRevenue] = oracle.cells[key] ?? [0, 0, '0'];
    lost += Math.max(0, wantedOrders - orders);
    doubled += Math.max(0, orders - wantedOrders);
    if (orders === wantedOrders && quantity === wantedQuantity && revenue === wantedRevenue) continue;
    wrongCells += 1;
    if (wrongCells <= 3)
      problems.push(
        `cell ${key}: ${[orders, quantity, revenue]} stored, ${[wantedOrders, wantedQuantity, wantedRevenue]} in the topic`,
      );
  }
  if (wrongCells > 0) problems.push(`${wrongCells} cells differ`);
  if (lost > 0) problems.push(`${lost} orders lost`);
  if (doubled > 0) problems.push(`${doubled} orders doubled`);

  const { rows } = await sql.query(
    'SELECT coalesce(sum(orders), 0)::text AS orders, coalesce(sum(quantity), 0)::text AS quantity, coalesce(sum(revenue), 0)::text AS revenue FROM order_cell',
  );
  for (const [name, found, wanted] of [
    ['orders', rows[0].orders, `${oracle.valid}`],
    ['quantity', rows[0].quantity, oracle.quantity],
    ['revenue in ten-thousandths', rows[0].revenue, oracle.revenue],
  ])
    if (found !== wanted) problems.push(`${name}: ${found} stored, ${wanted} in the topic`);

  problems.push(...(await rollupProblems(sql)));
  problems.push(...(await deadLetterProblems(sql, oracle)));
  problems.push(...(await ledgerProblems(sql, oracle)));
  return { lost, doubled, problems };
}

const cellSums = 'sum(orders) AS orders, sum(quantity) AS quantity, sum(revenue) AS revenue';
const valueSums = 'sum(orders) AS orders, min(least) AS least, max(greatest) AS greatest';
const valueKeys = 'channel, payment, currency, bucket';
const utcDay = `(hour AT TIME ZONE 'UTC')::date AS day`;
const utcMonth = `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month`;

/** Rollup, its keys, and of which sums over which table it is made. */
const orderRollups = [
  ['order_hour_item', 'hour, item, currency', cellSums, 'order_cell'],
  ['order_hour_channel', 'hour, channel, currency', cellSums, 'order_cell'],
  ['order_cell', 'hour, item, channel, payment, currency', 'sum(orders) AS orders', 'order_value_bucket'],
  ['order_item_day_value', `day, item, ${valueKeys}`, valueSums, `(SELECT *, ${utcDay} FROM order_value_bucket) v`],
  ['order_day_value', `day, ${valueKeys}`, valueSums, `(SELECT *, ${utcDay} FROM order_value_bucket) v`],
  ['order_month_value', `month, ${valueKeys}`, valueSums, `(SELECT *, ${utcMonth} FROM order_value_bucket) v`],
] as const;

async function rollupProblems(sql: Pool): Promise<string[]> {
  const problems: string[] = [];
  for (const [table, keys, sums, from] of orderRollups) {
    const summed = `SELECT ${keys}, ${sums} FROM ${from} GROUP BY ${keys}`;
    const kept = `SELECT ${keys}, ${sums.replaceAll(/\w+\((\w+)\) AS \w+/g, '$1')} FROM ${table}`;
    const { rows } = await sql.query(
      `SELECT count(*)::int AS n FROM ((${summed} EXCEPT ${kept}) UNION ALL (${kept} EXCEPT ${summed})) AS d`,
    );
    if (rows[0].n > 0) problems.push(`${table}: ${rows[0].n} rows differ from their ${sums}`);
  }
  return problems;
}
