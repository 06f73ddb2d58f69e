import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intArrayText } from './int-array-text';

it('whole numbers become the text of an array, all of them or a part', () => {
  const numbers = fc.array(
    fc.nat({ max: 2_147_483_647 }).chain((most) => fc.nat({ max: most })),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(numbers, fc.nat({ max: 300 }), (values, from) => {
      expect(intArrayText(Int32Array.from(values), from, Math.max(from, values.length))).toBe(
        `{${values.slice(from).join()}}`,
      );
    }),
  );
  expect(intArrayText(new Int32Array(100_000).fill(2_147_483_647), 0, 100_000)).toHaveLength(1_100_001);
});
