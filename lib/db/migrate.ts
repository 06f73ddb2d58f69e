import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { everySchemaObject, withSchemaEngine } from './schema-engine';
import { waitForDatabase } from './wait-for-database';

const migrationsUrl = new URL('../../prisma/migrations/', import.meta.url);

export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/** The migrations below `directory` in the order they are applied. */
async function readMigrations(directory: URL): Promise<MigrationList> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockPath = new URL('migration_lock.toml', directory);
  return {
    baseDir: fileURLToPath(directory),
    lockfile: { path: 'migration_lock.toml', content: await readFile(lockPath, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(new URL(`${name}/migration.sql`, directory), 'utf8') },
        },
      })),
    ),
  };
}

/**
 * Brings the database to the newest schema by Prisma's own migrations, recorded with checksums in
 * `_prisma_migrations`. Waits for the database; returns the names applied now. Throws `MigrationRefused` when an applied
 * migration was changed afterwards or one failed half-way, `DatabaseUnreachable` when PostgreSQL does not answer.
 */
export async function migrate(
  databaseUrl: string,
  options: { readonly directory?: URL; readonly patienceMs?: number } = {},
): Promise<{ applied: string[] }> {
  await waitForDatabase(databaseUrl, options.patienceMs);
  const migrationsList = await readMigrations(options.directory ?? migrationsUrl);
  return withSchemaEngine(databaseUrl, async (engine) => {
    const input = { migrationsList, filters: everySchemaObject };
    const state = await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false });
    if (state.editedMigrationNames.length > 0)
      throw new MigrationRefused(
        `Applied before and changed since: ${state.editedMigrationNames.join(', ')}. Put the file back as it was and write a new migration.`,
      );
    if (state.failedMigrationNames.length > 0)
      throw new MigrationRefused(
        `Failed before and not settled: ${state.failedMigrationNames.join(', ')}. Repair the database, then mark it with \`npx prisma migrate resolve\`.`,
      );
    const { appliedMigrationNames } = await engine.applyMigrations(input);
    return { applied: appliedMigrationNames };
  });
}
