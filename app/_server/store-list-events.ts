import { createDimensionIds } from '@/lib/db/dimension-ids';
import { inTransaction, type Pool } from '@/lib/db/pool';
import { createMovieEventsStream } from '@/lib/streams/movie-events/movie-events-stream';
import type { Row } from '@/lib/streams/stream';

interface UserEvent {
  readonly user_id: string;
}

const perCommit = 700;

/** For tests: folds and stores events as the aggregator does, three partitions side by side in one transaction. Throws on a rejection. */
export async function storeListEvents(pool: Pool, all: readonly UserEvent[], appendedAtMs: number): Promise<void> {
  const stream = createMovieEventsStream({ timeZone: 'UTC' });
  for (const one of stream.reference ?? [])
    one.accept((await pool.query(one.statement.text, [...one.statement.values])).rows);
  const folds = [0, 1, 2].map((partition) => stream.createFold('user-movie-events', partition));
  const partitions = new Map([...new Set(all.map(({ user_id }) => user_id))].map((user, at) => [user, at % 3]));
  for (let from = 0; from < all.length; from += perCommit) {
    for (const event of all.slice(from, from + perCommit)) {
      const bytes = Buffer.from(JSON.stringify(event));
      const facts = { appendedAtMs, producedAtMs: Number.NaN };
      const rejection = folds[partitions.get(event.user_id)!]!.fold(bytes, 0, bytes.length, facts);
      if (rejection !== null) throw new Error(`${rejection.sentence} ${bytes}`);
    }
    const delta = folds.map((fold) => fold.take()).reduce(stream.merge, stream.createFold('user-movie-events').take());
    await stream.statements(delta, createDimensionIds(pool));
    await inTransaction(pool, async (client) => {
      const loaded: Row[][] = [];
      for (const { text, values } of stream.stateful!.load(delta))
        loaded.push((await client.query(text, [...values])).rows);
      for (const { text, values } of stream.stateful!.apply(delta, loaded)) await client.query(text, [...values]);
      return { result: null };
    });
  }
}
