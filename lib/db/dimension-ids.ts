import type { DimensionIds } from '../streams/stream';
import type { Queryable } from './pool';

/** Names kept in memory; beyond it all are forgotten and read again. */
const cachedNames = 200_000;

/**
 * Ids of table `dimension`, missing rows created. Runs outside the commit's transaction: a name without orders is
 * harmless. Names are inserted in sorted order, so that two workers cannot deadlock.
 */
export function createDimensionIds(database: Queryable): DimensionIds {
  let known = new Map<string, number>();

  const keep = (kind: string, rows: readonly { id: number; value: string }[]): void => {
    for (const { id, value } of rows) known.set(`${kind}\0${value}`, id);
  };

  return {
    async resolve(kind, values) {
      if (known.size > cachedNames) known = new Map();
      const missing = () => [...new Set(values)].filter((value) => !known.has(`${kind}\0${value}`)).sort();
      const readAgain = async () =>
        keep(
          kind,
          (
            await database.query<{ id: number; value: string }>(
              'SELECT id, value FROM dimension WHERE kind = $1 AND value = ANY($2::text[])',
              [kind, missing()],
            )
          ).rows,
        );
      if (missing().length > 0) await readAgain();
      if (missing().length > 0) {
        await database.query(
          'INSERT INTO dimension (kind, value) SELECT $1, unnest($2::text[]) ON CONFLICT (kind, value) DO NOTHING',
          [kind, missing()],
        );
        await readAgain();
      }
      return values.map((value) => {
        const id = known.get(`${kind}\0${value}`);
        if (id === undefined) throw new Error(`dimension ${kind} ${JSON.stringify(value)} has no id`);
        return id;
      });
    },
  };
}
