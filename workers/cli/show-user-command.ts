import { filmGenres } from '@/lib/streams/films/film';
import type { RatingModel } from '@/lib/streams/ratings/rating-model';
import { tasteOf } from '@/lib/streams/ratings/taste';
import { CommandFailed } from './command-failed';
import { textTable, toJsonLine } from './text-table';

/** Prints what a user of `produce ratings --seed SEED` likes: drawn once from seed and model. */
export function printTaste(user: number, seed: string | undefined, model: RatingModel, json: boolean): void {
  if (seed === undefined)
    throw new CommandFailed(
      '--show-user: goes with --seed, from which the tastes are drawn. A run prints its seed.',
      2,
    );
  if (user > model.users) throw new CommandFailed(`--show-user: there are only ${model.users} users (--users).`, 2);
  const { genres, weights } = tasteOf(user, seed, model);
  const rows = genres.map((genre, place) => ({ genre: filmGenres[genre] ?? '', weight: weights[place] ?? 0 }));
  const text = json
    ? toJsonLine({ user, seed, genres: rows })
    : textTable(
        ['genre', 'weight'],
        rows.map(({ genre, weight }) => [genre, weight.toFixed(3)]),
      );
  console.log(text);
}
