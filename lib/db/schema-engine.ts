import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const schemaPath = new URL('../../prisma/schema.prisma', import.meta.url);

/** Filter that leaves nothing of the database out of sight. */
export const everySchemaObject = { externalTables: [], externalEnums: [] };

let loading: Promise<void> | undefined;

async function loadWasm(): Promise<void> {
  const beside = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(await readFile(beside.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  const unwired = bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  unwired.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Runs `use` with Prisma's schema engine (WebAssembly over node-pg: nothing is downloaded, and what it applies is what
 * Prisma's CLI would) and the text of prisma/schema.prisma; closes its connections afterwards.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: SchemaEngine, schema: string) => Promise<T>,
): Promise<T> {
  loading ??= loadWasm();
  await loading;
  const schema = await readFile(schemaPath, 'utf8');
  const pool = new pg.Pool({ connectionString: databaseUrl, application_name: 'streamscope migrate', max: 2 });
  pool.on('error', () => {});
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter);
    try {
      return await use(engine, schema);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}
