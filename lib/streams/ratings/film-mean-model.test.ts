import { describe, expect, it } from 'vitest';
import { FilmMeanModel, shrinkage } from './film-mean-model';

/** Stars of the squared mean of errors in halves. */
const rmse = (errors: readonly number[]): number =>
  Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length) / 2;

describe('the model of film means', () => {
  it('scores each rating by what was known before it: by hand', () => {
    const model = new FilmMeanModel();
    model.add(7, 10);
    model.add(7, 8);
    model.add(9, 2);
    // Means before: 5.5, 10, 9; film 7 has one rating of 10 before its second one.
    const second = (10 + shrinkage * 10) / (1 + shrinkage);
    const figures = model.takeFigures();
    expect(figures?.n).toBe(3);
    expect(figures?.rmse).toBeCloseTo(rmse([10 - 5.5, 8 - second, 2 - 9]), 12);
    expect(figures?.baselineRmse).toBeCloseTo(rmse([10 - 5.5, 8 - 10, 2 - 9]), 12);
    expect(model.takeFigures()).toBeNull();
    model.add(9, 2);
    const third = (2 + shrinkage * (20 / 3)) / (1 + shrinkage);
    expect(model.takeFigures()).toMatchObject({ n: 1, rmse: expect.closeTo(rmse([2 - third]), 12) });
  });

  it('is as good as the noise where films differ and it has learnt them; the baseline is not', () => {
    const model = new FilmMeanModel();
    const meanOf = (film: number) => 2 + (film % 7);
    const noise = [-1, 1, 0, -2, 2, 0];
    for (let n = 0; n < 60_000; n++) model.add(n % 20, meanOf(n % 20) + noise[Math.floor(n / 20) % 6]!);
    model.takeFigures();
    for (let n = 0; n < 6_000; n++) model.add(n % 20, meanOf(n % 20) + noise[Math.floor(n / 20) % 6]!);
    const figures = model.takeFigures()!;
    expect(figures.rmse).toBeCloseTo(rmse(noise), 2);
    expect(figures.baselineRmse).toBeGreaterThan(1.4 * figures.rmse);
  });

  it('starts from what is stored', () => {
    const model = new FilmMeanModel();
    model.reference.accept([
      { film: 3, ratings: '30', rating_sum: '270' },
      { film: 4, ratings: '10', rating_sum: '10' },
    ]);
    expect(model.predict(3)).toBeCloseTo((270 + shrinkage * 7) / (30 + shrinkage), 12);
    expect(model.predict(5)).toBeCloseTo(7, 12);
    expect(model.takeFigures()).toBeNull();
  });
});
