import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../streams/seeded-random';
import { createDatabase, type Database } from './client';
import { loadRawOrders, makeRawOrders, storeRawOrders } from './orders-by-hand';
import { createPool, type Pool } from './pool';
import { queryOrdersByItemAndWeekday } from './query-orders-3d';
import { type OrdersBox, queryOrdersBoxplot } from './query-orders-boxplot';
import { queryOrdersHeatmap } from './query-orders-heatmap';
import { queryOrdersPareto } from './query-orders-pareto';
import type { OrdersQuestion } from './query-orders-selection';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';
import { UnanswerableQuestion } from './unanswerable-question';

const count = 50_000;
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'orders-oracle-test' });
  database = createDatabase(scratch.databaseUrl);
  const orders = makeRawOrders(count, 'oracle');
  await loadRawOrders(pool, orders);
  await storeRawOrders(pool, orders, 6_000);
}, 180_000);
afterAll(async () => {
  await database.$disconnect();
  await pool.end();
  await scratch.drop();
});

interface Asked {
  readonly name: string;
  readonly question: OrdersQuestion;
  /** The same over `raw_order`, without and with the filters on channel and payment. */
  readonly others: string;
  readonly where: string;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const anyOf = (column: string, values: readonly string[]): string =>
  values.length === 0 ? 'true' : `${column} IN (${values.map(literal).join(', ')})`;

async function ask(given: {
  tz: string;
  from?: string;
  to?: string;
  currency?: string | null;
  channel?: readonly string[];
  payment?: readonly string[];
  item?: readonly string[];
}): Promise<Asked> {
  const { tz, from, to, currency = null, channel = [], payment = [], item = [] } = given;
  const momentOf = async (local: string | undefined) => {
    if (local === undefined) return null;
    const { rows } = await pool.query('SELECT extract(epoch FROM $1::timestamp AT TIME ZONE $2) * 1000 AS ms', [
      local,
      tz,
    ]);
    return Number(rows[0].ms);
  };
  const period = [
    ...(from === undefined ? [] : [`at >= ${literal(from)}::timestamp AT TIME ZONE ${literal(tz)}`]),
    ...(to === undefined ? [] : [`at < ${literal(to)}::timestamp AT TIME ZONE ${literal(tz)}`]),
  ];
  const inPeriod = ['true', ...period].join(' AND ');
  const { rows: most } = await pool.query(
    `SELECT currency FROM raw_order WHERE ${inPeriod} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  const chosen = currency ?? most[0]?.currency ?? 'EUR';
  const others = [inPeriod, anyOf('item', item), `currency = ${literal(chosen)}`].join(' AND ');
  return {
    name: JSON.stringify(given),
    question: { tz, fromMs: await momentOf(from), toMs: await momentOf(to), currency, channel, payment, item },
    others,
    where: [others, anyOf('channel', channel), anyOf('payment', payment)].join(' AND '),
  };
}

const zones = ['UTC', 'Europe/Warsaw', 'America/New_York', 'America/Sao_Paulo', 'Pacific/Auckland'];
const periods: readonly (readonly [from?: string, to?: string])[] = [
  [],
  [],
  ['2026-10-25 00:00', '2026-10-26 00:00'],
  ['2026-03-08 01:00', '2026-03-30 05:00'],
  ['2026-11-01 00:00', '2026-11-02 00:00'],
  ['2026-11-10 07:00', '2026-11-10 13:00'],
  ['2026-11-09 11:00'],
  ['2026-06-01 00:00', '2026-06-08 00:00'],
];
const subsets: Readonly<Record<'channel' | 'payment' | 'item', readonly (readonly string[])[]>> = {
  channel: [[], [], ['web'], ['null', 'NULL'], [' '], ['kiosk, "old"', 'mobile'], ['store']],
  payment: [[], [], ['card'], [' ', "o'pay"], ['transfer']],
  item: [
    [],
    [],
    [],
    ['Tea'],
    ['null'],
    ['Żurek 🍲', '日本茶', 'شاي'],
    [`12" "plate", 'blue'`, 'a,b;c\td'],
    ['Item 3'],
    ['%_\\'],
  ],
};

/** Every zone and period with some filters; the same ones in each run. */
async function manyQuestions(): Promise<readonly Asked[]> {
  const random = createRandom('filters');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const questions: Asked[] = [];
  for (const tz of zones)
    for (const [from, to] of periods)
      questions.push(
        await ask({
          ...{ tz, currency: pick([null, null, 'EUR', 'PLN']), channel: pick(subsets.channel) },
          ...{ payment: pick(subsets.payment), item: pick(subsets.item) },
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
        }),
      );
  return questions;
}

const rowsOf = async (sql: string): Promise<string[][]> =>
  (await pool.query({ text: sql, rowMode: 'array' })).rows.map((row: unknown[]) => row.map(String));
const texts = (rows: readonly (readonly unknown[])[]): string[][] => rows.map((row) => row.map(String));
const sums = 'count(*), sum(quantity), sum(value)::numeric(38, 0)';

describe('what is answered from the aggregates equals what PostgreSQL computes from the raw orders', () => {
  let questions: readonly Asked[] = [];
  let answered = 0;
  beforeAll(async () => {
    questions = await manyQuestions();
  });

  it('by weekday and hour', async () => {
    for (const { name, question, where } of questions) {
      const { cells } = await queryOrdersHeatmap(database, question);
      const local = `at AT TIME ZONE ${literal(question.tz)}`;
      const exact = await rowsOf(
        `SELECT extract(isodow FROM ${local}), extract(hour FROM ${local}), ${sums} FROM raw_order WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`,
      );
      expect(texts(cells.map((cell) => Object.values(cell))), name).toEqual(exact);
      if (exact.length > 0) answered++;
    }
    expect(answered).toBeGreaterThan(questions.length / 3);
    expect(answered).toBeLessThan(questions.length);
  }, 60_000);

  it('by item', async () => {
    for (const { name, question, where } of questions) {
      const { items } = await queryOrdersPareto(database, question);
      const exact = await rowsOf(
        `SELECT item, ${sums} FROM raw_order WHERE ${where} GROUP BY 1 ORDER BY sum(value) DESC, item COLLATE "C"`,
      );
      expect(texts(items.map((one) => [one.item, one.orders, one.quantity, one.revenue])), name).toEqual(exact);
    }
  }, 60_000);

  it('by item and weekday, with the items left out', async () => {
    for (const { name, question, where } of questions) {
      const { rows, others } = await queryOrdersByItemAndWeekday(database, question);
      const ranked = `WITH chosen AS (SELECT * FROM raw_order WHERE ${where}), ranked AS (SELECT item,
        row_number() OVER (ORDER BY sum(value) DESC, item COLLATE "C") AS rank FROM chosen GROUP BY item)`;
      const exact =
        await rowsOf(`${ranked} SELECT item, extract(isodow FROM at AT TIME ZONE ${literal(question.tz)}), ${sums}
        FROM chosen JOIN ranked USING (item) WHERE rank <= 20 GROUP BY rank, 1, 2 ORDER BY rank, 2`);
      expect(texts(rows.map((row) => Object.values(row))), name).toEqual(exact);
      const [rest] = await rowsOf(`${ranked} SELECT count(DISTINCT item), count(*), coalesce(sum(quantity), 0),
        coalesce(sum(value), 0)::numeric(38, 0) FROM chosen JOIN ranked USING (item) WHERE rank > 20`);
      expect(texts([Object.values(others)])[0], name).toEqual(rest);
    }
  }, 60_000);

  it('by channel and payment: quartiles to 1 %, outliers up to the bucket of the fence', async () => {
    for (const { name, question, others } of questions) {
      const { boxes, total } = await queryOrdersBoxplot(database, question);
      const exact = await exactBoxes(others, boxes);
      const sorted = boxes.toSorted((a, b) => compare(a.channel, b.channel) || compare(a.payment, b.payment));
      expect(
        sorted.map((box) => [box.channel, box.payment, box.count, box.least, box.greatest]),
        name,
      ).toEqual(exact.map((row) => [row.channel, row.payment, row.count, row.least, row.greatest]));
      const inFilter = sorted.filter((box) => box.inFilter).reduce((sum, box) => sum + box.count, 0);
      expect(Number(total.orders), name).toBe(inFilter);
      for (const [at, box] of sorted.entries()) {
        const { channel, payment, quartiles, low, high, most, surely } = exact[at]!;
        const isIn = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
        expect(box.inFilter).toBe(isIn(question.channel, channel) && isIn(question.payment, payment));
        for (const [place, found] of [box.q1, box.median, box.q3].entries())
          expect(Math.abs(found - quartiles[place]!), name).toBeLessThanOrEqual(0.01 * quartiles[place]!);
        const unseen = low - box.outliersLow + (high - box.outliersHigh);
        expect([low >= box.outliersLow, high >= box.outliersHigh, unseen <= box.uncertain], name).toEqual([
          ...[true, true, true],
        ]);
        const found = box.outliersLow + box.outliersHigh;
        expect([found <= most, found + box.uncertain >= surely], name).toEqual([true, true]);
      }
    }
  }, 120_000);

  it('by example: those of the 50 highest and lowest orders of each UTC day that lie beyond the fences', async () => {
    const side = (direction: string) =>
      `row_number() OVER (PARTITION BY (at AT TIME ZONE 'UTC')::date, channel, payment, currency ORDER BY value ${direction}, partition, "offset")`;
    await pool.query(`CREATE TABLE raw_extreme AS
      SELECT * FROM (SELECT *, ${side('DESC')} AS high, ${side('ASC')} AS low FROM raw_order) r WHERE high <= 50 OR low <= 50`);
    await pool.query('ANALYZE raw_extreme');
    const hour = `extract(epoch FROM date_trunc('hour', at, 'UTC'))::bigint`;
    const stored = await rowsOf(`SELECT day::text, c.value, p.value, k.value, i.value, order_id, abs(outward),
        outward < 0, topic_partition, topic_offset, extract(epoch FROM hour)::bigint
      FROM order_extreme JOIN dimension c ON c.id = channel JOIN dimension p ON p.id = payment
        JOIN dimension k ON k.id = currency JOIN dimension i ON i.id = item`);
    const exact =
      await rowsOf(`SELECT (at AT TIME ZONE 'UTC')::date::text, channel, payment, currency, item, order_id, value,
        is_high, partition, "offset", ${hour}
      FROM raw_extreme CROSS JOIN (VALUES (true), (false)) v(is_high) WHERE CASE WHEN is_high THEN high ELSE low END <= 50`);
    expect(stored.map(String).sort()).toEqual(exact.map(String).sort());
    let shown = 0;
    for (const { name, question, others } of questions) {
      const { boxes } = await queryOrdersBoxplot(database, question);
      const beyond = await rowsOf(`SELECT n, order_id, value, item, ${hour} * 1000 AS ms
        FROM raw_extreme JOIN ${fencesOf(boxes)} ON channel = of_channel AND payment = of_payment
        WHERE ${others} AND (high <= 50 AND value > upper OR low <= 50 AND value < lower)
        ORDER BY n, value, partition, "offset"`);
      for (const [at, { examples, median, lowerFence, upperFence }] of boxes.entries()) {
        const outness = (rows: readonly (readonly unknown[])[]) =>
          rows
            .map(([, value]) => Math.max(Number(value) - upperFence, lowerFence - Number(value)))
            .sort((a, b) => b - a);
        const wanted = beyond.filter(([n]) => n === String(at)).map((row) => row.slice(1));
        const found = texts(examples.map((one) => [one.orderId, one.value, one.item, one.hourMs]));
        if (wanted.length <= 50) expect(found, name).toEqual(wanted);
        else {
          expect(outness(found), name).toEqual(outness(wanted).slice(0, 50));
          expect(wanted.map(String), name).toEqual(expect.arrayContaining(found.map(String)));
        }
        for (const one of examples) expect(one.side, name).toBe(Number(one.value) > median ? 'high' : 'low');
        shown += found.length;
      }
    }
    expect(shown).toBeGreaterThan(1_000);
  }, 120_000);

  it.each(['Asia/Kolkata', 'Australia/Lord_Howe'])(
    'and %s, not whole hours from UTC, is refused by name',
    async (tz) => {
      const { question } = await ask({ tz });
      for (const query of [queryOrdersHeatmap, queryOrdersPareto, queryOrdersByItemAndWeekday, queryOrdersBoxplot]) {
        const refused = await query(database, question).then(
          () => null,
          (error: unknown) => error,
        );
        expect(refused).toBeInstanceOf(UnanswerableQuestion);
        expect((refused as UnanswerableQuestion).parameter).toBe('tz');
      }
    },
  );
});

/** The fences of the boxes as a table, numbered from 0. */
const fencesOf = (boxes: readonly OrdersBox[]): string => {
  const rows = boxes.map(
    (box, at) =>
      `(${at}, ${literal(box.channel)}, ${literal(box.payment)}, ${box.lowerFence}::float8, ${box.upperFence}::float8)`,
  );
  const none = '(NULL::int, NULL::text, NULL::text, NULL::float8, NULL::float8)';
  return `(VALUES ${[none, ...rows].join(', ')}) AS f(n, of_channel, of_payment, lower, upper)`;
};

interface ExactBox {
  readonly channel: string;
  readonly payment: string;
  readonly count: number;
  readonly least: number;
  readonly greatest: number;
  readonly quartiles: readonly number[];
  /** Orders beyond the fences that were found. */
  readonly low: number;
  readonly high: number;
  /** Orders beyond the exact fences, had each moved by what quartiles 1 % off and a bucket of 1.6 % can move it. */
  readonly most: number;
  readonly surely: number;
}

async function exactBoxes(others: string, boxes: readonly OrdersBox[]): Promise<readonly ExactBox[]> {
  const { rows } = await pool.query<ExactBox>(
    `WITH chosen AS (SELECT channel, payment, value::float8 FROM raw_order WHERE ${others}), quartile AS (
       SELECT channel, payment, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY value) AS q
       FROM chosen GROUP BY 1, 2
     ), fence AS (
       SELECT *, q[1] - 1.5 * (q[3] - q[1]) AS below, q[3] + 1.5 * (q[3] - q[1]) AS above,
         0.01 * (2.5 * q[3] + 1.5 * q[1]) AS off FROM quartile
     )
     SELECT channel, payment, count(*)::int AS count, min(value) AS least, max(value) AS greatest, q AS quartiles,
       count(*) FILTER (WHERE value < lower)::int AS low, count(*) FILTER (WHERE value > upper)::int AS high,
       count(*) FILTER (WHERE value < below + off OR value > above - off)::int AS most,
       count(*) FILTER (WHERE value < below - off OR value > above + off)::int AS surely
     FROM chosen JOIN fence USING (channel, payment)
       LEFT JOIN ${fencesOf(boxes)} ON channel = of_channel AND payment = of_payment
     GROUP BY channel, payment, q ORDER BY channel COLLATE "C", payment COLLATE "C"`,
  );
  return rows;
}

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
