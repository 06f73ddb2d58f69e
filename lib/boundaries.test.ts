import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkBoundaries, missingPaths } from './boundaries/check-boundaries';
import { longFiles, mostLines } from './boundaries/import-table';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['app', 'components', 'lib', 'prisma', 'workers', 'e2e'];

function readSources(): Map<string, string> {
  const names = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const sources = names.filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.startsWith('lib/db/generated/'));
  return new Map([...sources, 'next.config.mjs'].map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

/** Rules that `files` break, each with the file. */
const broken = (files: Record<string, string>): string[] =>
  checkBoundaries(new Map(Object.entries(files))).map(({ rule, file }) => `${rule}: ${file}`);

describe('the house', () => {
  it('keeps every rule', () => {
    const violations = checkBoundaries(readSources()).map(({ rule, file, detail }) => `${rule}: ${file} (${detail})`);
    expect(violations).toEqual([]);
  });

  it('names only paths in the README that exist', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const roots = [...folders, 'docker-compose.yml', 'next.config.mjs', 'package.json', 'tsconfig.json', '.ci'];
    expect(missingPaths(readme, roots, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  it('has a reason for every long file, and only for those', () => {
    const sources = readSources();
    const needless = Object.keys(longFiles).filter((file) => (sources.get(file) ?? '').split('\n').length <= mostLines);
    expect(needless).toEqual([]);
  });
});

describe('checkBoundaries', () => {
  it('refuses an import that the table does not allow', () => {
    const files = { 'lib/domain/money.ts': "import { migrate } from '../db/migrate';\n", 'lib/db/migrate.ts': '' };
    expect(broken(files)).toEqual(['who may import whom: lib/domain/money.ts']);
  });

  it('keeps workers apart, pages away from the database and e2e away from the code it judges', () => {
    const importing = (path: string) => `import { x } from '@/${path}';\n`;
    const files = {
      'workers/gateway/main.ts': importing('workers/aggregator/fold-batch'),
      'workers/aggregator/fold-batch.ts': '',
      'app/page.tsx': importing('lib/db/client'),
      'app/_server/dependencies.ts': importing('lib/db/client'),
      'lib/db/client.ts': '',
      'e2e/totals.test.ts': importing('lib/streams/orders/fold'),
      'lib/streams/orders/fold.ts': '',
    };
    expect(broken(files)).toEqual([
      'who may import whom: workers/gateway/main.ts',
      'who may import whom: app/page.tsx',
      'who may import whom: e2e/totals.test.ts',
    ]);
  });

  it('lets one folder import a driver', () => {
    const text = "import type { Kafka } from 'kafkajs';\n";
    const files = { 'lib/kafka/client.ts': text, 'workers/gateway/main.ts': text, 'e2e/support/oracle.ts': text };
    expect(broken(files)).toEqual(['one folder per driver: workers/gateway/main.ts']);
  });

  it('finds a cycle, whatever way the modules are imported', () => {
    const files = {
      'lib/domain/first.ts': "import { second } from './second';\n",
      'lib/domain/second.ts': "const third = () => import('./third');\n",
      'lib/domain/third.ts': "export {\n  first,\n} from './first';\n",
      'lib/domain/fourth.ts': "import type { Fifth } from './fifth';\n",
      'lib/domain/fifth.ts': "import { fourth } from './fourth';\n",
    };
    expect(broken(files)).toEqual(['no cycles: lib/domain/first.ts']);
  });

  it.each([
    ['no barrel files', 'lib/domain/index.ts', ''],
    ['no barrel files', 'lib/domain/money.ts', "export * from './sums';\n"],
    ['names are kebab-case', 'lib/domain/Money.ts', ''],
    ['names say what a file is for', 'lib/domain/money-utils.ts', ''],
    ['names say what a file is for', 'lib/helpers/money.ts', ''],
    ['files stay small', 'lib/domain/money.ts', '\n'.repeat(mostLines + 1)],
    ['imports carry no extension', 'lib/domain/money.ts', "import './sums.ts';\n"],
    ['the environment is read in lib/config only', 'lib/kafka/client.ts', `process.${'env'}.HOME;\n`],
    ['lib/domain and lib/streams are pure', 'lib/streams/orders/fold.ts', 'const now = Date.now();\n'],
    ['lib/domain and lib/streams are pure', 'lib/domain/money.ts', 'const now = new Date();\n'],
    ['exports have names', 'lib/domain/money.ts', 'export default 1;\n'],
  ])('breaks "%s" in %s', (rule, file, text) => {
    expect(broken({ [file]: text })).toEqual([`${rule}: ${file}`]);
  });

  it('allows in tests, pages and settings what they need', () => {
    const files = {
      'lib/domain/money.test.ts': 'const now = Date.now();\n',
      'app/orders/page.tsx': 'export default function Page() {}\n',
      'lib/config/settings.ts': `process.${'env'}.HOME;\n`,
      'lib/kafka/sink.integration.test.ts': "import { cut } from '@/e2e/support/proxy';\n",
      'e2e/support/proxy.ts': '',
    };
    expect(broken(files)).toEqual([]);
  });
});

describe('missingPaths', () => {
  it('takes code spans that start with a known folder for paths', () => {
    const readme = 'See `lib/kafka`, `lib/nowhere.ts`, `npm start`, `workers/*/main.ts` and `topic/7`.';
    expect(missingPaths(readme, ['lib', 'workers'], (path) => path === 'lib/kafka')).toEqual(['lib/nowhere.ts']);
  });
});
