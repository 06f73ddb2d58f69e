import { filmGenres } from '../streams/films/film';
import { createRatingsStream } from '../streams/ratings/ratings-stream';
import { createRandom } from '../streams/seeded-random';
import { createDimensionIds } from './dimension-ids';
import { fillEmptyCatalogue } from './film-catalogue';
import type { Pool } from './pool';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const hourMs = 3_600_000;
export const events = 50_000;
/** User, film, rating in halves, time. */
type Raw = readonly [user: number, film: number, halves: number, atMs: number];

/** Every 50th film is in no catalogue; genres overlap, so that many users have ties. */
const films = Array.from({ length: 300 }, (_, at) => at + 1).filter((id) => id % 50 !== 0);
const genresOf = (id: number) => filmGenres.filter((_, genre) => genre < 19 && (id % 19 === genre || id % 7 === genre));

/** Made here, not by the product's generator: both changes of the clock, years ago, one who rates without end, none at 0.5. */
function rawRatings(): readonly Raw[] {
  const random = createRandom('raw ratings');
  const until = (count: number) => Math.floor(random() * count);
  const stretches = [
    [Date.parse('2026-10-24T00:00Z'), 60],
    [Date.parse('2026-03-27T18:00Z'), 60],
    [Date.parse('1996-02-01T00:00Z'), 19 * 365 * 24],
  ] as const;
  return Array.from({ length: events }, (_, n): Raw => {
    const [fromMs, hours] = stretches[n % 10 < 6 ? 0 : n % 10 < 9 ? 1 : 2];
    const user = n % 10 === 0 ? 7 : n % 3 === 0 ? 1_000 + until(3_000) : 10 + until(400);
    // Whole hours without a rating: every fifth.
    const hour = until(hours);
    const atMs = fromMs + (hour % 5 === 0 ? hour + 1 : hour) * hourMs + until(hourMs);
    return [user, 1 + Math.floor(300 * random() ** 2), 2 + until(9), atMs];
  });
}

async function storeThroughTheStream(pool: Pool, raw: readonly Raw[]): Promise<void> {
  const stream = createRatingsStream();
  for (const { statement, accept } of stream.reference ?? [])
    accept((await pool.query(statement.text, [...statement.values])).rows);
  for (let from = 0; from < raw.length; from += 10_000) {
    const fold = stream.createFold('ratings');
    for (const [userId, movieId, halves, timestamp] of raw.slice(from, from + 10_000)) {
      const bytes = Buffer.from(JSON.stringify({ userId, movieId, rating: halves / 2, timestamp }));
      const rejection = fold.fold(bytes, 0, bytes.length, { appendedAtMs: nowMs, producedAtMs: Number.NaN });
      if (rejection !== null) throw new Error('a rating was rejected');
    }
    for (const { text, values } of await stream.statements(fold.take(), createDimensionIds(pool)))
      await pool.query(text, [...values]);
  }
}

/** For tests: a catalogue, and ratings both one by one in a table `raw` and as the stream folds and stores them. */
export async function storeRawRatings(pool: Pool): Promise<void> {
  await fillEmptyCatalogue(pool, () =>
    films.map((id) => ({
      ...{ id, title: `Film ${id}`, year: 1950 + (id % 70), minutes: 90, director: null, actors: [], imdbId: null },
      genres: genresOf(id),
    })),
  );
  const raw = rawRatings();
  await pool.query('CREATE TABLE raw ("user" int, film int, rating numeric, at timestamptz)');
  await pool.query(
    'INSERT INTO raw SELECT u, f, h / 2.0, to_timestamp(t / 1000.0) FROM unnest($1::int[], $2::int[], $3::int[], $4::int8[]) v(u, f, h, t)',
    [0, 1, 2, 3].map((column) => raw.map((rating) => rating[column])),
  );
  await storeThroughTheStream(pool, raw);
}
