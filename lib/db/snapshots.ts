import { randomBytes } from 'node:crypto';
import type { Database } from './client';
import type { Prisma } from './generated/client';

/** What a panel answered at a moment; plain JSON. */
export interface StoredSnapshot {
  readonly id: string;
  readonly panel: string;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly answer: unknown;
  readonly capturedAt: Date;
}

/** So many are kept; one more takes the place of the oldest. */
export const mostSnapshots = 500;

/** Stores a snapshot under a new unguessable id; tells how many of the oldest went for it. */
export async function storeSnapshot(
  database: Database,
  { panel, parameters, answer, capturedAt }: Omit<StoredSnapshot, 'id'>,
  most = mostSnapshots,
): Promise<{ id: string; dropped: number }> {
  const id = randomBytes(16).toString('base64url');
  const json = { parameters: parameters as Prisma.InputJsonObject, answer: answer as Prisma.InputJsonObject };
  const [, dropped] = await database.$transaction([
    database.snapshot.create({ data: { id, panel, ...json, capturedAt } }),
    database.$executeRaw`DELETE FROM snapshot WHERE id IN
      (SELECT id FROM snapshot WHERE id <> ${id} ORDER BY captured_at DESC, id OFFSET ${most - 1})`,
  ]);
  return { id, dropped };
}

/** The snapshot of this id, of that panel; null when there is none (any more). */
export async function readSnapshot(database: Database, panel: string, id: string): Promise<StoredSnapshot | null> {
  const row = await database.snapshot.findFirst({ where: { id, panel } });
  return row === null ? null : { ...row, parameters: row.parameters as StoredSnapshot['parameters'] };
}
