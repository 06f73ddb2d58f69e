import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CommitPace } from './commit-pace';

it('makes commits smaller until they last as long as wanted, and larger again when the database is quick', () => {
  const pace = new CommitPace(20_000);
  const commit = (msPerCell: number) => pace.committed(pace.cells, pace.cells * msPerCell);
  for (let i = 0; i < 10; i++) commit(0.2);
  expect(pace.cells * 0.2).toBeLessThanOrEqual(600);
  expect(pace.cells * 0.2).toBeGreaterThan(150);
  for (let i = 0; i < 20; i++) commit(0.001);
  expect(pace.cells).toBe(20_000);
});

it('is not misled by small commits, and stays within its bounds', () => {
  const pace = new CommitPace(20_000);
  pace.committed(20_000, 6_000);
  const slow = pace.cells;
  for (let i = 0; i < 50; i++) pace.committed(10, 1);
  expect(pace.cells).toBe(slow);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(40_000), fc.nat(20_000))),
      fc.integer({ min: 1, max: 50_000 }),
      (commits, most) => {
        const any = new CommitPace(most);
        for (const [cells, ms] of commits) any.committed(cells, ms);
        expect(any.cells).toBeGreaterThanOrEqual(Math.min(1_000, most));
        expect(any.cells).toBeLessThanOrEqual(most);
      },
    ),
  );
});
