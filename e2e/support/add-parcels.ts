import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fixture = 'e2e/fixtures/parcels';

/** Does in the tree at `root` what README's "Adding a stream" says, with the fixture's folder. */
export function addParcels(root: string): void {
  const edit = (file: string, from: string | RegExp, to: string): void => {
    const before = readFileSync(join(root, file), 'utf8');
    const after = before.replace(from, to);
    if (after === before)
      throw new Error(`${file} no longer holds ${from}: mend README's "Adding a stream", then this`);
    writeFileSync(join(root, file), after);
  };
  const folder = join(root, 'lib/streams/parcels');
  mkdirSync(folder);
  for (const file of ['event.ts', 'parcels-stream.ts']) cpSync(join(root, fixture, file), join(folder, file));

  edit(
    'lib/contracts/topics.ts',
    '  metrics: {',
    `  parcels: {
    name: 'parcels',
    partitions: 2,
    cleanupPolicy: 'delete',
    retentionMs: 7 * dayMs,
    compressionType: 'producer',
    maxMessageBytes: 4_194_304,
    key: 'parcel_id',
  },
  metrics: {`,
  );
  edit('lib/contracts/streams.ts', "'movie-events'] as const", "'movie-events', 'parcels'] as const");
  edit(
    'lib/contracts/streams.ts',
    /\n {2}metrics: \{ name/,
    "\n  parcels: { name: 'parcels', title: 'Parcels', topics: ['parcels'] },\n  metrics: { name",
  );
  edit(
    'lib/streams/registry.ts',
    'import type { StreamDefinition }',
    "import { createParcelsStream } from './parcels/parcels-stream';\nimport type { StreamDefinition }",
  );
  edit('lib/streams/registry.ts', '=> ({\n', '=> ({\n  parcels: createParcelsStream(),\n');
  edit(
    'components/prepare/series-style.ts',
    '\n  metrics: {',
    "\n  parcels: { color: 'var(--series-6)' },\n  metrics: {",
  );
  const migration = join(root, 'prisma/migrations/20990101000000_parcels');
  mkdirSync(migration);
  cpSync(join(root, fixture, 'migration.sql'), join(migration, 'migration.sql'));
}
