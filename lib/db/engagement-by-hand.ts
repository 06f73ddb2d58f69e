import { type EngagementKind, engagementKinds, topicOfKind } from '../streams/engagement/engagement-kind';
import { createEngagementStream } from '../streams/engagement/engagement-stream';
import { createDimensionIds } from './dimension-ids';
import type { Pool } from './pool';

/** The moment at which the raw events are looked at; a day after the clocks of Europe went back. */
export const rawNowMs = Date.parse('2026-10-26T12:34:56Z');
/** Films to which exactly the same happened. */
export const tiedFilms = [900, 901, 902, 903];

const uuid = '0b5e3f2a-9c41-4d7e-8f10-aa55bb66cc77';
const perCommit = 5_000;

const makeRaw = `
  CREATE TABLE raw AS
  SELECT now_at - random() * random() * interval '9.5 days' + interval '20 minutes' * (random() < 0.01)::int AS at,
    CASE WHEN draw < 0.6 THEN 'view' WHEN draw < 0.9 THEN 'click' ELSE 'rating' END AS kind,
    1 + floor(400 * random() * random())::int AS film,
    CASE WHEN draw < 0.6 THEN (ARRAY['mobile', 'mobile', 'desktop', 'tablet', 'tv'])[1 + floor(5 * random())::int]
      WHEN draw < 0.9 THEN (ARRAY['trailer', 'poster', 'details', 'play', 'share'])[1 + floor(5 * random())::int]
      ELSE to_char((1 + floor(10 * random())) / 2, 'FM0.0') END AS detail
  FROM (SELECT random() AS draw, timestamptz '2026-10-26 12:34:56Z' AS now_at FROM generate_series(1, 50000)) d;
  DELETE FROM raw WHERE at >= '2026-10-21 00:00Z' AND at < '2026-10-21 08:00Z';
  DELETE FROM raw WHERE at >= '2026-10-23 02:00Z' AND at < '2026-10-23 04:00Z';
  UPDATE raw SET detail = 'tv' WHERE kind = 'view' AND at >= '2026-10-24 06:00Z' AND at < '2026-10-24 09:00Z';
  INSERT INTO raw SELECT at, kind, tied, detail
  FROM (SELECT * FROM raw WHERE at < '2026-10-26 12:00Z' ORDER BY at DESC, film, kind LIMIT 400) r, unnest($films$::int[]) tied;`;

/**
 * For tests: about 50,000 events in a plain table `raw` (at, kind, film, detail), the same each time, with empty hours,
 * hours of one device alone and films that tie; and the same events stored as a worker stores them.
 */
export async function loadRawEngagement(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT setseed(0.42)');
    await client.query(makeRaw.replace('$films$', `'{${tiedFilms.join(',')}}'`));
  } finally {
    client.release();
  }
  const { rows } = await pool.query<{ at: Date; kind: EngagementKind; film: number; detail: string }>(
    'SELECT at, kind, film, detail FROM raw',
  );
  const stream = createEngagementStream();
  const dimensions = createDimensionIds(pool);
  for (let from = 0; from < rows.length; from += perCommit) {
    const part = rows.slice(from, from + perCommit);
    const deltas = engagementKinds.map((kind) => {
      const fold = stream.createFold(topicOfKind[kind]);
      for (const row of part) if (row.kind === kind) foldOne(fold, row);
      return fold.take();
    });
    const statements = await stream.statements(deltas.reduce(stream.merge), dimensions);
    for (const { text, values } of statements) await pool.query(text, [...values]);
  }
}

type Fold = ReturnType<ReturnType<typeof createEngagementStream>['createFold']>;

function foldOne(fold: Fold, row: { at: Date; kind: EngagementKind; film: number; detail: string }): void {
  const { at, kind, film, detail } = row;
  const own =
    kind === 'rating'
      ? { rating: Number(detail) }
      : { session_id: uuid, [kind === 'view' ? 'device_type' : 'click_type']: detail };
  const event = { event_id: uuid, event_type: kind, event_ts: at.toISOString(), user_id: 1, movie_id: film, ...own };
  const bytes = Buffer.from(JSON.stringify(event));
  const rejection = fold.fold(bytes, 0, bytes.length, { appendedAtMs: rawNowMs, producedAtMs: Number.NaN });
  if (rejection !== null) throw new Error(`${rejection.code}: ${bytes.toString()}`);
}
