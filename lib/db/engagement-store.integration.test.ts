import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { topicOfKind } from '../streams/engagement/engagement-kind';
import { createEngagementStream } from '../streams/engagement/engagement-stream';
import { createDimensionIds } from './dimension-ids';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const appendedAtMs = Date.parse('2026-11-22T20:54:57.123Z');
const uuid = '0b5e3f2a-9c41-4d7e-8f10-aa55bb66cc77';
const stream = createEngagementStream();
let database: ScratchDatabase;
let pool: Pool;

interface Made {
  readonly kind: 'view' | 'click' | 'rating';
  readonly film: number;
  readonly at: string;
  readonly detail: string | number;
}

const deltaOf = (events: readonly Made[]) => {
  const parts = (['view', 'click', 'rating'] as const).map((kind) => {
    const fold = stream.createFold(topicOfKind[kind]);
    for (const { film, at, detail } of events.filter((event) => event.kind === kind)) {
      const own =
        kind === 'rating'
          ? { rating: detail }
          : { session_id: uuid, [`${kind === 'view' ? 'device' : kind}_type`]: detail };
      const event = { event_id: uuid, event_type: kind, event_ts: at, user_id: 1, movie_id: film, ...own };
      const bytes = Buffer.from(JSON.stringify(event));
      expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs, producedAtMs: Number.NaN })).toBe(null);
    }
    return fold.take();
  });
  return parts.reduce(stream.merge);
};

const write = async (delta: ReturnType<typeof deltaOf>): Promise<number> => {
  const statements = await stream.statements(delta, createDimensionIds(pool));
  for (const { text, values } of statements) await pool.query(text, [...values]);
  return statements.length;
};

describe('engagement store', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'engagement-store-test' });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => pool.query('TRUNCATE engagement_cell, rating_cell, film_stat, film_minute, fold_note, dimension'));

  it('adds to hours, films and their minutes under source engagement', async () => {
    const events: Made[] = [
      { kind: 'view', film: 7, at: '2026-11-22T20:54:10Z', detail: 'tv' },
      { kind: 'view', film: 7, at: '2026-11-22T20:54:59.999Z', detail: 'tv' },
      { kind: 'view', film: 8, at: '2026-11-22T19:59:59.999Z', detail: 'mobile' },
      { kind: 'click', film: 7, at: '2026-11-22T21:55:00+01:00', detail: 'trailer' },
      { kind: 'rating', film: 7, at: '2026-11-22T20:54:00Z', detail: 4.5 },
      { kind: 'rating', film: 7, at: '2026-11-22T20:55:00Z', detail: 0.5 },
    ];
    await write(deltaOf(events));
    await write(deltaOf(events.slice(0, 1)));
    const cells = await pool.query(
      `SELECT hour, k.value AS kind, d.value AS detail, count::int FROM engagement_cell
       JOIN dimension k ON k.id = engagement_cell.kind JOIN dimension d ON d.id = detail ORDER BY hour, kind, detail`,
    );
    const hour = new Date('2026-11-22T20:00:00Z');
    expect(cells.rows).toEqual(
      [
        { hour: new Date('2026-11-22T19:00:00Z'), kind: 'view', detail: 'mobile', count: 1 },
        { hour, kind: 'view', detail: 'tv', count: 3 },
        { hour, kind: 'click', detail: 'trailer', count: 1 },
        { hour, kind: 'rating', detail: '0.5', count: 1 },
        { hour, kind: 'rating', detail: '4.5', count: 1 },
      ].sort((a, b) => +a.hour - +b.hour || a.kind.localeCompare(b.kind)),
    );
    const films = await pool.query(
      `SELECT film, source, views::int, clicks::int, ratings::int, rating_sum::int, rating_square::int FROM film_stat ORDER BY film`,
    );
    expect(films.rows).toEqual([
      { film: 7, source: 2, views: 3, clicks: 1, ratings: 2, rating_sum: 10, rating_square: 82 },
      { film: 8, source: 2, views: 1, clicks: 0, ratings: 0, rating_sum: 0, rating_square: 0 },
    ]);
    const ratings = await pool.query('SELECT hour, source, rating, count::int FROM rating_cell ORDER BY rating');
    expect(ratings.rows).toEqual([1, 9].map((rating) => ({ hour, source: 2, rating, count: 1 })));
    const minutes = await pool.query(
      'SELECT minute, film, source, views, clicks, ratings, adds FROM film_minute ORDER BY minute, film',
    );
    expect(minutes.rows).toEqual([
      { minute: new Date('2026-11-22T19:59:00Z'), film: 8, source: 2, views: 1, clicks: 0, ratings: 0, adds: 0 },
      { minute: new Date('2026-11-22T20:54:00Z'), film: 7, source: 2, views: 3, clicks: 0, ratings: 1, adds: 0 },
      { minute: new Date('2026-11-22T20:55:00Z'), film: 7, source: 2, views: 0, clicks: 1, ratings: 1, adds: 0 },
    ]);
  });

  it('leaves out of the minutes what is more than 35 days older than its append, and notes it', async () => {
    await write(deltaOf([{ kind: 'view', film: 7, at: '2026-10-01T00:00:00Z', detail: 'tv' }]));
    expect((await pool.query('SELECT * FROM film_minute')).rows).toEqual([]);
    expect((await pool.query('SELECT views::int FROM film_stat')).rows).toEqual([{ views: 1 }]);
    expect((await pool.query('SELECT * FROM fold_note')).rows).toEqual([
      { stream: 'engagement', note: 'too_old_for_film_minute', count: '1' },
    ]);
  });

  it('writes nothing for an empty delta', async () => {
    expect(await write(deltaOf([]))).toBe(0);
  });
});
