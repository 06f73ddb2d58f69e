import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { panelTables } from './panel-tables';
import { panelIds } from './registry';

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');

it('says of every panel where its figures come from, with tables that exist', () => {
  expect(panelIds.filter((id) => panelTables[id] === undefined)).toEqual([]);
  const strangers = Object.values(panelTables)
    .flat()
    .filter((table) => !schema.includes(`@@map("${table}")`));
  expect(strangers).toEqual([]);
});
