import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import { chiSquareFit, chiSquareTail } from '../../domain/chi-square';
import { finishWork } from '../../domain/long-work';
import { expectGenreBias, expectLeadingGenres, expectRatings, simulatedUsers, spreadOfUsers } from './expectation';
import { createRatingGenerator } from './generate';
import { genreBias } from './genre-bias';
import { type RatingModel, usualRatingModel } from './rating-model';
import { tasteOf } from './taste';
import { UserGenreCounts } from './user-genre-counts';

const films = madeCatalogue();
const ratings = 200_000;

const countRatings = (seed: string, model: RatingModel, count = ratings): number[] => {
  const generator = createRatingGenerator({ films, seed, model });
  const counts = new Array<number>(10).fill(0);
  for (let n = 0; n < count; n++) {
    generator.draw();
    counts[generator.halves - 1]!++;
  }
  return counts;
};

describe('the expected distribution of ratings', () => {
  it.each<[string, Partial<RatingModel>]>([
    ['the usual model', {}],
    ['few users', { users: 10 }],
    ['many users', { users: 50_000 }],
    ['one genre kept', { topK: 1 }],
    ['all genres kept', { users: 1_000, topK: 20, alpha: 0.2 }],
    ['few genres', { genres: 4, topK: 2, alpha: 3 }],
    ['hardly any noise', { noise: 0.01 }],
    ['much noise', { noise: 2 }],
  ])(`is that of ${ratings} generated ratings: %s`, (name, part) => {
    const model = { ...usualRatingModel, ...part };
    const expected = expectRatings(films, model, `seed of ${name}`);
    expect(expected.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    const fit = chiSquareFit(countRatings(`seed of ${name}`, model), expected.shares);
    expect(fit).toBeGreaterThan(0.001);
  });

  it('holds for models of any kind', () => {
    const models = fc.record({
      users: fc.integer({ min: 1, max: 300 }),
      genres: fc.integer({ min: 1, max: 20 }),
      topK: fc.integer({ min: 1, max: 20 }),
      alpha: fc.double({ min: 0.05, max: 20, noNaN: true }),
      noise: fc.double({ min: 0.05, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(models, fc.integer(), (drawn, seed) => {
        const model = { ...drawn, topK: Math.min(drawn.topK, drawn.genres) };
        const expected = expectRatings(films, model, `${seed}`);
        expect(chiSquareFit(countRatings(`${seed}`, model, 20_000), expected.shares)).toBeGreaterThan(0.00001);
      }),
      { numRuns: 20, seed: 4 },
    );
  });

  it('is refused to ratings of another model: the test can fail', () => {
    const expected = expectRatings(films, usualRatingModel, 'a');
    for (const part of [{ noise: 0.32 }, { alpha: 0.6 }, { topK: 4 }, { genres: 18 }])
      expect(chiSquareFit(countRatings('a', { ...usualRatingModel, ...part }), expected.shares)).toBeLessThan(1e-6);
  });

  it('says how it was found: by formula, of a seed, or of 20,000 users in place of all', () => {
    expect(expectRatings(films, { ...usualRatingModel, topK: 1, noise: 0 })).toEqual({
      ...{ shares: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], method: 'exact', users: 10_000 },
    });
    expect(expectRatings(films, usualRatingModel, 'a')).toMatchObject({ method: 'seed', users: 10_000 });
    const simulated = expectRatings(films, usualRatingModel);
    expect(simulated).toMatchObject({ method: 'simulated', users: simulatedUsers });
    const ofSeed = expectRatings(films, { ...usualRatingModel, users: 40_000 }, 'b');
    for (const [at, share] of simulated.shares.entries())
      expect(Math.abs(share - ofSeed.shares[at]!)).toBeLessThan(2 / Math.sqrt(simulatedUsers));
  });
});

it('people differ as far as the shares of small populations lie apart', () => {
  const few = films.filter((_, at) => at % 9 === 0);
  const [users, populations] = [40, 60];
  const shares = Array.from(
    { length: populations },
    (_, n) => expectRatings(few, { ...usualRatingModel, users }, `population ${n}`).shares,
  );
  for (const [rating, variance] of finishWork(spreadOfUsers(few, usualRatingModel)).entries()) {
    const own = shares.map((of) => of[rating]!);
    const mean = own.reduce((sum, share) => sum + share, 0) / populations;
    const found = own.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (populations - 1);
    // 60 populations tell a variance to about a fifth.
    expect((found * users) / variance).toBeGreaterThan(0.4);
    expect((found * users) / variance).toBeLessThan(2);
  }
});

describe('the expected leading genres', () => {
  it.each([
    ['usual', usualRatingModel],
    ['other', { ...usualRatingModel, genres: 7, topK: 7, alpha: 2 }],
  ])('are those of the users whom a seed draws: %s', (seed, model) => {
    const counts = new Array<number>(model.genres).fill(0);
    for (let user = 1; user <= model.users; user++) counts[tasteOf(user, seed, model).genres[0]!]!++;
    expect(chiSquareFit(counts, expectLeadingGenres(model))).toBeGreaterThan(0.001);
  });

  it('are, by what was rated most, those of other simulated ratings of the same model and size', () => {
    const model = { ...usualRatingModel, users: 8_000 };
    const generator = createRatingGenerator({ films, seed: 'bias', model });
    const counts = new UserGenreCounts();
    for (let n = 0; n < ratings; n++) {
      generator.draw();
      counts.add(generator.user, generator.genres);
    }
    const found = genreBias(counts.rows(), model.genres);
    const expected = expectGenreBias(films, model, ratings / model.users);
    expect(found.users).toBeGreaterThan(6_000);
    // Both are samples: the homogeneity of two rows.
    let value = 0;
    for (const [genre, seen] of found.leading.entries()) {
      const other = expected.leading[genre]!;
      const all = seen + other;
      const wanted = (all * found.users) / (found.users + expected.users);
      value += (seen - wanted) ** 2 / wanted + (other - (all - wanted)) ** 2 / (all - wanted);
    }
    expect(chiSquareTail(value, model.genres - 1)).toBeGreaterThan(0.001);
  });
});
