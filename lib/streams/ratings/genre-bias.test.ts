import { expect, it } from 'vitest';
import { genreBias } from './genre-bias';

it('users with 20 ratings or more count: by what they rated most, and by their top three, ties by number', () => {
  const rows = [
    { ratings: 20, byGenre: [5, 9, 9, 1] },
    { ratings: 30, byGenre: [0, 0, 30, 0] },
    { ratings: 25, byGenre: [7, 7, 7, 7] },
    { ratings: 19, byGenre: [19, 0, 0, 0] },
    { ratings: 40, byGenre: [0, 0, 0, 0] },
  ];
  expect(genreBias(rows, 4)).toEqual({ users: 4, leading: [1, 1, 1, 0], amongTop: [2, 2, 3, 0] });
});
