import type { Pool } from 'pg';
import { deadLetterProblems } from './dead-letter-invariant';
import { type EngagementTotals, engagementTopics } from './engagement-oracle';
import { ledgerProblems } from './ledger-invariant';
import { readInChild } from './read-oracle';

export interface EngagementFindings {
  readonly valid: number;
  readonly codes: ReadonlySet<string>;
  readonly deduplicated: number;
  /** Every broken promise as a sentence; empty = exact. */
  readonly problems: readonly string[];
}

/** Reads the three topics by itself and compares with what PostgreSQL holds, by plain SQL. */
export async function judgeStoredEngagement(sql: Pool, brokers: readonly string[]): Promise<EngagementFindings> {
  const problems: string[] = [];
  const read: EngagementTotals[] = [];
  for (const topic of Object.values(engagementTopics)) {
    const totals = (await readInChild('./engagement-oracle-process.ts', brokers, topic)) as EngagementTotals;
    for (const problem of [
      ...(await ledgerProblems(sql, totals, topic)),
      ...(await deadLetterProblems(sql, totals, topic)),
    ])
      problems.push(`${topic}: ${problem}`);
    read.push(totals);
  }
  const compare = (what: string, stored: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): void => {
    const wrong = [...new Set([...stored.keys(), ...wanted.keys()])].filter(
      (key) => stored.get(key) !== wanted.get(key),
    );
    for (const key of wrong.slice(0, 3))
      problems.push(`${what} ${key}: ${stored.get(key)} stored, ${wanted.get(key)} in the topics`);
    if (wrong.length > 3) problems.push(`${wrong.length} of ${what} differ`);
  };
  compare('cells', await readCells(sql), added(read.map(({ cells }) => mapValues(cells, (count) => [count]))));
  compare('rating cells', await readRatingCells(sql), ratingCellsOf(read));
  compare('films', await readFilms(sql), added(read.map(({ films }) => films)));
  compare('minutes', await readMinutes(sql), added(read.map(({ minutes }) => minutes)));
  const { rows: notes } = await sql.query("SELECT note, count::int FROM fold_note WHERE stream = 'engagement'");
  const tooOld = read.reduce((sum, totals) => sum + totals.tooOld, 0);
  const wanted = tooOld === 0 ? [] : [{ note: 'too_old_for_film_minute', count: tooOld }];
  if (JSON.stringify(notes) !== JSON.stringify(wanted))
    problems.push(`notes: ${JSON.stringify(notes)}, not ${JSON.stringify(wanted)}`);
  return {
    valid: read.reduce((sum, totals) => sum + totals.valid, 0),
    codes: new Set(read.flatMap(({ rejected }) => rejected.map(({ code }) => code))),
    deduplicated: read
      .flatMap(({ partitions }) => Object.values(partitions))
      .reduce((sum, part) => sum + part.deduplicated, 0),
    problems,
  };
}

const mapValues = <From, To>(from: Record<string, From>, to: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, to(value)]));

/** Sums of the same keys, as text. */
function added(parts: readonly Record<string, readonly number[]>[]): Map<string, string> {
  const sums = new Map<string, number[]>();
  for (const part of parts)
    for (const [key, values] of Object.entries(part)) {
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? [...values] : sum.map((value, at) => value + values[at]!));
    }
  return new Map([...sums].map(([key, values]) => [key, values.join()]));
}

async function readCells(sql: Pool): Promise<Map<string, string>> {
  const { rows } = await sql.query(`
    SELECT extract(epoch FROM c.hour)::int8 / 3600 AS hour, k.value AS kind, d.value AS detail, c.count
    FROM engagement_cell c
    JOIN dimension k ON k.id = c.kind AND k.kind = 'engagement_kind'
    JOIN dimension d ON d.id = c.detail AND d.kind = 'engagement_detail'`);
  return new Map(rows.map((row) => [JSON.stringify([Number(row.hour), row.kind, row.detail]), String(row.count)]));
}

/** The same ratings as the oracle's cells of them hold, by hour and halves. */
const ratingCellsOf = (read: readonly EngagementTotals[]): Map<string, string> =>
  new Map(
    read
      .flatMap(({ cells }) => Object.entries(cells))
      .map(([key, count]) => [JSON.parse(key) as [number, string, string], count] as const)
      .filter(([[, kind]]) => kind === 'rating')
      .map(([[hour, , rating], count]) => [JSON.stringify([hour, Number(rating) * 2]), String(count)]),
  );

async function readRatingCells(sql: Pool): Promise<Map<string, string>> {
  const { rows } = await sql.query(
    'SELECT extract(epoch FROM hour)::int8 / 3600 AS hour, rating, count FROM rating_cell WHERE source = 2',
  );
  return new Map(rows.map((row) => [JSON.stringify([Number(row.hour), row.rating]), String(row.count)]));
}

async function readFilms(sql: Pool): Promise<Map<string, string>> {
  const { rows } = await sql.query('SELECT * FROM film_stat WHERE source = 2');
  return new Map(
    rows.map((row) => [
      String(row.film),
      [row.views, row.clicks, row.ratings, row.rating_sum, row.rating_square].join(),
    ]),
  );
}

async function readMinutes(sql: Pool): Promise<Map<string, string>> {
  const { rows } = await sql.query(
    `SELECT extract(epoch FROM minute)::int8 / 60 AS minute, film, views, clicks, ratings FROM film_minute WHERE source = 2`,
  );
  return new Map(
    rows.map((row) => [JSON.stringify([Number(row.minute), row.film]), [row.views, row.clicks, row.ratings].join()]),
  );
}
