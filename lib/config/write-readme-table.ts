import { readFileSync, writeFileSync } from 'node:fs';
import { configurationTable } from './configuration-table';
import { configurationTables } from './configuration-tables';

const between = /(<!-- configuration:start -->\n)[\s\S]*?(<!-- configuration:end -->)/;

/** The README with its configuration table made anew. */
export const withConfigurationTable = (readme: string): string =>
  readme.replace(
    between,
    (_, start: string, end: string) => `${start}${configurationTable(configurationTables)}\n${end}`,
  );

if (process.argv[1]?.endsWith('write-readme-table.ts')) {
  const path = new URL('../../README.md', import.meta.url);
  writeFileSync(path, withConfigurationTable(readFileSync(path, 'utf8')));
}
