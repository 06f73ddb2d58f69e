import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withConfigurationTable } from './write-readme-table';

it('the README lists every variable as the processes read it (`npm run readme` writes it)', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain('| `KAFKA_BROKERS` |');
  expect(withConfigurationTable(readme)).toBe(readme);
});
