import type { Queryable } from './pool';

/** Another group's cursors are in this database: two groups would count everything twice. */
export class ForeignGroup extends Error {
  override readonly name = 'ForeignGroup';
}

/** Writes this database's single aggregator group at first use. Throws `ForeignGroup` when it is another one. */
export async function adoptAggregatorGroup(database: Queryable, groupId: string): Promise<void> {
  await database.query('INSERT INTO aggregator_group (id, group_id) VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [
    groupId,
  ]);
  const { rows } = await database.query<{ group_id: string }>('SELECT group_id FROM aggregator_group WHERE id = 1');
  const stored = rows[0]?.group_id;
  if (stored !== groupId)
    throw new ForeignGroup(
      `This database belongs to consumer group ${stored}, not ${groupId}: set STREAMSCOPE_GROUP_ID to it or DATABASE_URL to another database.`,
    );
}
