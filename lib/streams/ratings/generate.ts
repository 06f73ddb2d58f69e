import { z } from 'zod';
import type { EventGenerator, GeneratedEvent } from '../event-generator';
import type { Film } from '../films/film';
import { createResumableRandom } from '../seeded-random';
import { mostHalves } from './event';
import { filmsByGenre, placeOf } from './genre-films';
import { type RatingModel, ratingModelSchema } from './rating-model';
import { drawNormal, tasteOf } from './taste';

/** Where a generator stands; another one made from it goes on with the same sequence. A small JSON object. */
export const ratingGeneratorStateSchema = z.object({
  v: z.literal(1),
  seed: z.string(),
  model: ratingModelSchema,
  /** Ratings made so far. */
  made: z.int().nonnegative(),
  random: z.tuple([z.int(), z.int(), z.int(), z.int()]),
});
export type RatingGeneratorState = Readonly<z.infer<typeof ratingGeneratorStateSchema>>;

export interface RatingGenerator extends EventGenerator {
  /** Draws a rating without making an event of it; its fields then tell of it. */
  draw(): void;
  readonly user: number;
  readonly film: number;
  /** Of the film, as bits. */
  readonly genres: number;
  /** 1..10. */
  readonly halves: number;
  state(): RatingGeneratorState;
}

/** In halves: what a mean and a draw of noise become. */
export const toHalves = (rating: number): number => Math.min(mostHalves, Math.max(1, Math.round(rating * 2)));

/** Mean rating of a film by somebody whose weights of the film's genres sum to `affinity`. */
export const meanRating = (affinity: number): number => 1 + 4 * affinity;

/**
 * An endless, seeded row of ratings by the model. The same seed, model and films give the same ratings but for
 * `timestamp`, the emission time. `resumeFrom` goes on where that state was taken; seed and model are then its own.
 */
export function createRatingGenerator(
  options: { readonly films: readonly Film[] } & (
    | { readonly seed: string; readonly model: RatingModel }
    | { readonly resumeFrom: RatingGeneratorState }
  ),
): RatingGenerator {
  const { seed, model } = 'resumeFrom' in options ? options.resumeFrom : options;
  ratingModelSchema.parse(model);
  const { users, topK, noise } = model;
  const genreFilms = filmsByGenre(options.films, model.genres);
  const random = createResumableRandom(seed, 'resumeFrom' in options ? options.resumeFrom.random : undefined);
  const uniform = random.next;
  const weights = new Float64Array((users + 1) * topK);
  const kept = new Uint8Array((users + 1) * topK);
  const drawn = new Uint8Array(users + 1);

  const learn = (user: number): void => {
    const taste = tasteOf(user, seed, model);
    weights.set(taste.weights, user * topK);
    kept.set(taste.genres, user * topK);
    drawn[user] = 1;
  };

  let made = 'resumeFrom' in options ? options.resumeFrom.made : 0;
  let user = 0;
  let film = 0;
  let genres = 0;
  let halves = 0;

  const draw = (): void => {
    user = 1 + Math.floor(uniform() * users);
    if (drawn[user] === 0) learn(user);
    const at = user * topK;
    let place = 0;
    let left = uniform();
    while (place < topK - 1 && left >= weights[at + place]!) left -= weights[at + place++]!;
    const { ids, masks } = genreFilms[kept[at + place]!]!;
    const filmPlace = placeOf(uniform(), ids.length);
    film = ids[filmPlace]!;
    genres = masks[filmPlace]!;
    let affinity = 0;
    for (let n = 0; n < topK; n++) if ((genres >> kept[at + n]!) & 1) affinity += weights[at + n]!;
    halves = toHalves(meanRating(affinity) + noise * drawNormal(uniform));
    made++;
  };

  return {
    draw,
    get user() {
      return user;
    },
    get film() {
      return film;
    },
    get genres() {
      return genres;
    },
    get halves() {
      return halves;
    },
    next(nowMs): GeneratedEvent {
      draw();
      const value = `{"userId":${user},"movieId":${film},"rating":${halves / 2},"timestamp":${nowMs}}`;
      return { topic: 'ratings', key: `${user}`, value };
    },
    state: () => ({ v: 1, seed, model, made, random: [...random.state()] }),
  };
}
