import { expect, it } from 'vitest';
import { normalDistribution } from './normal-distribution';

it.each([
  [0, 0.5],
  [1, 0.841344746],
  [-1.96, 0.024997895],
  [2.5758293, 0.995],
  [-4, 0.0000316712],
  [8, 1],
  [Number.NEGATIVE_INFINITY, 0],
])('the normal distribution at %d is %d', (x, wanted) => expect(normalDistribution(x)).toBeCloseTo(wanted, 6));
