import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrendingWindow } from '@/lib/contracts/engagement-panels';
import { createDatabase, type Database } from '@/lib/db/client';
import { loadRawEngagement, rawNowMs, tiedFilms } from '@/lib/db/engagement-by-hand';
import { createPool, type Pool } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { engagementPanels } from './panel-engagement';

let scratch: ScratchDatabase;
let database: Database;
let sql: Pool;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  database = createDatabase(scratch.databaseUrl);
  sql = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'engagement-oracle' });
  await loadRawEngagement(sql);
}, 180_000);
afterAll(async () => {
  await database.$disconnect();
  await sql.end();
  await scratch.drop();
});

const ask = <Id extends keyof typeof engagementPanels>(id: Id, search = '') =>
  engagementPanels[id].read(new URLSearchParams(search), {
    ...{ database, defaultZone: 'UTC', nowMs: rawNowMs },
  }) as ReturnType<(typeof engagementPanels)[Id]['read']>;

/** [first, past) of the period in PostgreSQL's own words, beside the parameters that name it. */
const hour = "date_trunc('hour', now_at) + interval '1 hour'";
const periods = [
  ['', `(${hour}) - interval '1 hour'`, hour],
  ['window=24h', `(${hour}) - interval '24 hours'`, hour],
  ['window=7d&tz=Europe/Warsaw', `(${hour}) - interval '168 hours'`, hour],
  [
    'from=2026-10-25&to=2026-10-26&tz=Europe/Warsaw',
    "timestamp '2026-10-25' AT TIME ZONE 'Europe/Warsaw'",
    "timestamp '2026-10-26' AT TIME ZONE 'Europe/Warsaw'",
  ],
  [
    'from=2026-10-25T02:00&to=2026-10-25T04:00&tz=Europe/Warsaw',
    "timestamptz '2026-10-25 00:00Z'",
    "timestamptz '2026-10-25 03:00Z'",
  ],
  ['from=2026-10-24T06:00&to=2026-10-24T09:00', "timestamptz '2026-10-24 06:00Z'", "timestamptz '2026-10-24 09:00Z'"],
] as const;

interface Counted {
  readonly kind: string;
  readonly detail: string;
  readonly count: number;
  readonly before: number;
}

async function counted(first: string, past: string): Promise<readonly Counted[]> {
  const { rows } = await sql.query(
    `SELECT kind, detail, count(*) FILTER (WHERE at >= first)::int AS count, count(*) FILTER (WHERE at < first)::int AS before
     FROM raw, (SELECT ${first} AS first, ${past} AS past FROM (SELECT $1::timestamptz AS now_at) n) p
     WHERE at >= first - (past - first) AND at < past GROUP BY 1, 2`,
    [new Date(rawNowMs)],
  );
  return rows;
}

const total = (rows: readonly Counted[], kind: string, name: 'count' | 'before') =>
  rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row[name], 0);
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

describe('the panels of engagement hold what plain SQL finds in the raw events', () => {
  it.each(periods)('for "%s"', async (search, first, past) => {
    const rows = await counted(first, past);
    const [views, clicks, ratings] = ['view', 'click', 'rating'].map((kind) => total(rows, kind, 'count')) as number[];
    const [viewsThen, clicksThen] = ['view', 'click'].map((kind) => total(rows, kind, 'before')) as number[];
    expect(views).toBeGreaterThan(0);
    const funnel = await ask('engagement-funnel', search);
    expect(funnel.rows.map(({ count }) => count)).toEqual([views, clicks, ratings]);
    expect(funnel.rows.map(({ countBefore }) => countBefore)).toEqual(
      ['view', 'click', 'rating'].map((kind) => total(rows, kind, 'before')),
    );
    expect(funnel.rows.map(({ rate }) => rate)).toEqual([null, ratio(clicks!, views!), ratio(ratings!, clicks!)]);
    expect(funnel.rows[1]!.rateBefore).toBe(ratio(clicksThen!, viewsThen!));
    expect(funnel.rows[2]!.perView).toBe(ratio(ratings!, views!));

    for (const [id, kind, name] of [
      ['engagement-devices', 'view', 'device'],
      ['engagement-clicks', 'click', 'clickType'],
    ] as const) {
      const answer = await ask(id, search);
      const [whole, wholeThen] = [total(rows, kind, 'count'), total(rows, kind, 'before')];
      expect(answer.total).toBe(whole);
      for (const row of answer.rows) {
        const { [name]: detail, ...shares } = row as typeof row & Record<typeof name, string>;
        const found = rows.find((one) => one.kind === kind && one.detail === detail) ?? { count: 0, before: 0 };
        expect([detail, shares]).toEqual([
          detail,
          {
            ...{ count: found.count, share: ratio(found.count, whole) },
            ...{ countBefore: found.before, shareBefore: ratio(found.before, wholeThen) },
          },
        ]);
      }
    }
  });

  it('with the rate of each step, and none where nothing happened', async () => {
    const { rows, steps } = await ask('engagement-funnel', 'window=7d');
    const { rows: expected } = await sql.query(
      `SELECT (SELECT count(*) FILTER (WHERE kind = 'click') / nullif(count(*) FILTER (WHERE kind = 'view'), 0)::float8
         FROM raw WHERE at >= s AND at < s + $2::interval) AS rate
       FROM generate_series($1::timestamptz, $1::timestamptz + 55 * $2::interval, $2::interval) s ORDER BY s`,
      [steps!.from, `${steps!.hours} hours`],
    );
    expect(rows[1]!.rates).toEqual(expected.map(({ rate }) => rate));
    expect(rows[1]!.rates.filter((rate) => rate === null).length).toBeGreaterThan(0);
  });

  it('also where one device alone was used', async () => {
    const { rows } = await ask('engagement-devices', 'from=2026-10-24T06:00&to=2026-10-24T09:00');
    expect(rows.map(({ device, share }) => [device, share])).toEqual([
      ['tv', 1],
      ['mobile', 0],
      ['desktop', 0],
      ['tablet', 0],
    ]);
  });

  it('and nothing where nothing happened, nor before the first event', async () => {
    const quiet = await ask('engagement-funnel', 'from=2026-10-23T02:00&to=2026-10-23T04:00');
    expect([quiet.rows, quiet.total, quiet.stored]).toEqual([[], 0, expect.anything()]);
    const first = await ask('engagement-devices', 'from=2026-10-01&to=2026-10-19');
    expect(first.before).toBe(null);
    expect(first.rows.every(({ countBefore, shareBefore }) => countBefore === null && shareBefore === null)).toBe(true);
  });

  it.each(['engagement-funnel', 'engagement-devices', 'engagement-clicks'] as const)(
    'but not in a zone that is not whole hours from UTC: %s names tz',
    async (id) => {
      for (const search of ['tz=Asia/Kolkata', 'tz=Asia/Kolkata&window=7d', 'tz=Mars/Base'])
        await expect(ask(id, search)).rejects.toMatchObject({ name: 'UnanswerableQuestion', parameter: 'tz' });
      await expect(ask(id, 'window=2h')).rejects.toMatchObject({ parameter: 'window' });
      await expect(ask(id, 'window=24h&from=2026-10-24')).rejects.toMatchObject({ parameter: 'window' });
    },
  );
});

const seconds: Readonly<Record<TrendingWindow, number>> = { '1h': 3_600, '24h': 86_400, '7d': 604_800 };

/** Scores by plain floats over the raw events, at so many windows before now. */
async function scores(window: TrendingWindow, windowsAgo: 0 | 1): Promise<Map<number, number>> {
  const { rows } = await sql.query(
    `SELECT film, sum(CASE kind WHEN 'view' THEN 1 WHEN 'click' THEN 3 ELSE 5 END
       * 0.5 ^ (greatest(0, extract(epoch FROM moment - date_trunc('minute', at))) / $2)::float8) AS score
     FROM raw, (SELECT $1::timestamptz - $3 * make_interval(secs => $2::int) AS moment) m
     WHERE date_trunc('minute', at) >= moment - make_interval(secs => least(10 * $2::int, 35 * 86400))
       AND ($3::int = 0 OR date_trunc('minute', at) < date_trunc('minute', moment))
     GROUP BY film`,
    [new Date(rawNowMs), seconds[window], windowsAgo],
  );
  return new Map(rows.map(({ film, score }) => [film, Number(score)]));
}

const worse = (scores: Map<number, number>, score: number) =>
  [...scores.values()].filter((other) => other > score * (1 + 1e-9)).length;

describe('the ranking of films', () => {
  it.each(['1h', '24h', '7d'] as const)(
    'of %s has the scores and ranks of the raw events, now and before',
    async (window) => {
      const { rows, events, eventsBefore, films, filmsBefore } = await ask('films-trending', `window=${window}`);
      const [now, before] = [await scores(window, 0), await scores(window, 1)];
      expect(rows).toHaveLength(Math.min(50, now.size));
      for (const [at, row] of rows.entries()) {
        expect(row.rank).toBe(at + 1);
        expect(Math.abs(row.score / now.get(row.film)! - 1)).toBeLessThan(1e-6);
        expect(worse(now, row.score)).toBeLessThanOrEqual(at);
        if (row.rankBefore === null) expect(before.has(row.film)).toBe(false);
        else {
          const then = before.get(row.film)!;
          expect(worse(before, then)).toBeLessThan(row.rankBefore);
          expect(worse(before, then * (1 - 3e-9))).toBeGreaterThanOrEqual(row.rankBefore);
        }
      }
      expect(filmsBefore).toBe(before.size);
      const { rows: inWindow } = await sql.query(
        `SELECT film, count(*) FILTER (WHERE at >= first)::int AS events, count(*) FILTER (WHERE at < first)::int AS before,
         count(*) FILTER (WHERE at >= first AND kind = 'view')::int AS views
       FROM raw, (SELECT date_trunc('minute', $1::timestamptz) - make_interval(secs => $2::int) AS first) p
       WHERE at >= first - make_interval(secs => $2::int) GROUP BY film`,
        [new Date(rawNowMs), seconds[window]],
      );
      const byFilm = new Map(inWindow.map((row) => [row.film, row]));
      const sum = (name: string) => inWindow.reduce((all, row) => all + row[name], 0);
      expect([events, eventsBefore, films]).toEqual([
        ...[sum('events'), sum('before')],
        inWindow.filter((row) => row.events > 0).length,
      ]);
      for (const row of rows) {
        const { events: all = 0, before: earlier = 0, views = 0 } = byFilm.get(row.film) ?? {};
        expect([row.events, row.eventsBefore, row.views]).toEqual([all, earlier, views]);
        const running = row.events - row.spark.reduce((total, step) => total + step, 0);
        expect(running).toBeGreaterThanOrEqual(0);
      }
    },
  );

  it('gives films to which the same happened one score, and orders them by id', async () => {
    const { rows } = await ask('films-trending', 'window=24h');
    const tied = rows.filter(({ film }) => tiedFilms.includes(film));
    expect(tied.map(({ film }) => film)).toEqual(tiedFilms);
    expect(new Set(tied.map(({ score }) => score)).size).toBe(1);
    expect(tied.map(({ rank }) => rank - tied[0]!.rank)).toEqual([0, 1, 2, 3]);
  });

  it('refuses windows and names that it does not have', async () => {
    for (const id of ['films-trending', 'lists-trending'] as const)
      await expect(ask(id, 'window=28d')).rejects.toMatchObject({ parameter: 'window' });
  });
});
