import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { PublishedPart } from './read-oracle';

const compared = ['valid', 'dead', 'deduplicated', 'gaps', 'control', 'incarnation', 'deadByCode'] as const;

/** What was published on `metrics` must have been committed, with the same figures: nothing is announced that is not stored. */
export async function publishedProblems(sql: Pool, published: readonly PublishedPart[]): Promise<string[]> {
  const { rows } = await sql.query('SELECT payload FROM metric_log');
  const rangeOf = ({ topic, partition, rebuildEpoch, fromOffset, toOffset }: PublishedPart) =>
    `${topic}/${partition} rebuild ${rebuildEpoch} [${fromOffset}, ${toOffset})`;
  const committed = new Map(rows.map(({ payload }) => [rangeOf(payload), payload as PublishedPart]));
  return published.flatMap((part) => {
    const stored = committed.get(rangeOf(part));
    if (stored === undefined) return [`${rangeOf(part)} was published and never committed`];
    const wrong = compared.filter((name) => !isDeepStrictEqual(part[name], stored[name]));
    return wrong.map((name) => `${rangeOf(part)}: ${name} was published as ${JSON.stringify(part[name])}`);
  });
}
