import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortByColumns } from './sort-by-columns';

/** So that all three values together take up to 32 bits, up to 53, or more. */
const rowsOfOneKind = fc.constantFrom(3, 700, 50_000, 2_147_483_647).chain((most) => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -most, max: most }));
  return fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 60 });
});

it('rows come in the order of their columns, equal ones as they were', () => {
  fc.assert(
    fc.property(rowsOfOneKind, (rows) => {
      const columns = [0, 1, 2].map((column) => Int32Array.from(rows, (row) => row[column]!));
      const want = rows
        .map((row, at) => ({ row, at }))
        .sort((a, b) => a.row[0] - b.row[0] || a.row[1] - b.row[1] || a.row[2] - b.row[2] || a.at - b.at)
        .map(({ at }) => at);
      expect([...sortByColumns(columns, rows.length)]).toEqual(want);
    }),
    { numRuns: 2_000 },
  );
});
