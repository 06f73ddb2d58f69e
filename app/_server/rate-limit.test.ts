import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit';

it('lets so many pass within the time, then says how long to wait', () => {
  let nowMs = 0;
  const limit = createRateLimit({ most: 2, withinMs: 1_000 }, () => nowMs);
  expect([limit.take(), limit.take()]).toEqual([0, 0]);
  nowMs = 400;
  expect(limit.take()).toBe(600);
  nowMs = 1_000;
  expect([limit.take(), limit.take(), limit.take()]).toEqual([0, 0, 1_000]);
});
