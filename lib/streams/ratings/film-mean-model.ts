import { filmSources } from '../../contracts/film-sources';
import { maxFilmId } from '../films/film';
import type { ModelFigures, ReferenceRows } from '../stream';

/** A film's mean is drawn towards the mean of all as by so many ratings of it. */
export const shrinkage = 10;
/** What is predicted before the first rating, in halves: the middle of the scale. */
const firstGuess = 5.5;

/**
 * Predicts each rating before it has seen it: the film's mean, drawn towards the mean of all ratings; the baseline is the
 * mean of all. It knows what is stored and what this worker has folded. Its figures tell how good the model is; they are
 * no aggregate, and a batch that is folded twice after a fault is predicted twice.
 */
export class FilmMeanModel {
  private readonly counts = new Float64Array(maxFilmId + 1);
  /** In halves. */
  private readonly sums = new Float64Array(maxFilmId + 1);
  private count = 0;
  private sum = 0;
  private errors = { squares: 0, baselineSquares: 0, n: 0 };

  readonly reference: ReferenceRows = {
    statement: {
      text: 'SELECT film, ratings, rating_sum FROM film_stat WHERE source = $1 AND film <= $2',
      values: [filmSources.ratings, maxFilmId],
    },
    accept: (rows) => {
      for (const row of rows) this.learn(row.film as number, Number(row.ratings), Number(row.rating_sum));
    },
  };

  /** In halves. */
  predict(film: number): number {
    return (this.sums[film]! + shrinkage * this.mean) / (this.counts[film]! + shrinkage);
  }

  /** Scores the prediction of a rating, then learns it. */
  add(film: number, halves: number): void {
    const error = halves - this.predict(film);
    const baselineError = halves - this.mean;
    const { errors } = this;
    errors.squares += error * error;
    errors.baselineSquares += baselineError * baselineError;
    errors.n++;
    this.learn(film, 1, halves);
  }

  /** In stars, since the last call; null without a rating. */
  takeFigures(): ModelFigures | null {
    const { squares, baselineSquares, n } = this.errors;
    if (n === 0) return null;
    this.errors = { squares: 0, baselineSquares: 0, n: 0 };
    return { rmse: Math.sqrt(squares / n) / 2, baselineRmse: Math.sqrt(baselineSquares / n) / 2, n };
  }

  private get mean(): number {
    return this.count === 0 ? firstGuess : this.sum / this.count;
  }

  private learn(film: number, ratings: number, halves: number): void {
    this.counts[film]! += ratings;
    this.sums[film]! += halves;
    this.count += ratings;
    this.sum += halves;
  }
}
