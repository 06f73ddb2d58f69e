import { describe, expect, it } from 'vitest';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import { genreNumber } from '../films/film';
import { judgeRating } from './event';
import { createRatingGenerator, type RatingGenerator, ratingGeneratorStateSchema } from './generate';
import { filmsByGenre, placeOf, shareOfPlace } from './genre-films';
import { usualRatingModel } from './rating-model';
import { tasteOf } from './taste';

const films = madeCatalogue();
const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const generatorOf = (seed: string, model = usualRatingModel) => createRatingGenerator({ films, seed, model });
const take = (generator: RatingGenerator, count: number, atMs = nowMs) =>
  Array.from({ length: count }, () => generator.next(atMs));

describe('the rating generator', () => {
  it('makes ratings that the contract takes, keyed by user, of users and films of the model', () => {
    const ids = new Set(films.map(({ id }) => id));
    for (const { topic, key, value } of take(generatorOf('valid'), 5_000)) {
      const bytes = Buffer.from(value);
      const judged = judgeRating(bytes, 0, bytes.length, nowMs);
      if (!('rating' in judged)) throw new Error(`${value}: ${JSON.stringify(judged)}`);
      const { userId, movieId, timestamp } = judged.rating;
      expect([topic, key, timestamp, judged.hadUnknownFields]).toEqual(['ratings', `${userId}`, nowMs, false]);
      expect(userId).toBeLessThanOrEqual(10_000);
      expect(ids.has(movieId)).toBe(true);
    }
  });

  it('gives the same events but for times for the same seed, others for another', () => {
    const withoutTime = (seed: string, atMs: number) =>
      take(generatorOf(seed), 200, atMs).map(({ value }) => value.replace(/\d+}$/, ''));
    expect(withoutTime('a', nowMs)).toEqual(withoutTime('a', nowMs + 5_000));
    expect(withoutTime('a', nowMs)).not.toEqual(withoutTime('b', nowMs));
  });

  it('goes on where its state was taken, also through JSON', () => {
    const whole = take(generatorOf('resume'), 3_000);
    const first = generatorOf('resume');
    const before = take(first, 1_234);
    const text = JSON.stringify(first.state());
    expect(text.length).toBeLessThan(300);
    const resumed = createRatingGenerator({ films, resumeFrom: ratingGeneratorStateSchema.parse(JSON.parse(text)) });
    expect(resumed.state().made).toBe(1_234);
    expect([...before, ...take(resumed, 3_000 - 1_234)]).toEqual(whole);
  });

  it('rates by the weights of the matching genres: without noise to the half', () => {
    const model = { ...usualRatingModel, users: 50, noise: 0 };
    const generator = generatorOf('affinity', model);
    const genresOf = new Map(films.map((film) => [film.id, film.genres.map(genreNumber)]));
    for (let n = 0; n < 2_000; n++) {
      generator.draw();
      const { genres, weights } = tasteOf(generator.user, 'affinity', model);
      const matching = genresOf.get(generator.film)!;
      const affinity = genres.reduce((sum, genre, at) => sum + (matching.includes(genre) ? weights[at]! : 0), 0);
      expect(affinity).toBeGreaterThan(0);
      expect(generator.halves).toBe(Math.round(2 * (1 + 4 * affinity)));
    }
  });

  it('refuses a model that cannot be, and a catalogue without films of a genre', () => {
    expect(() => generatorOf('x', { ...usualRatingModel, genres: 2 })).toThrow(/keeps more genres than there are/);
    expect(() => generatorOf('x', { ...usualRatingModel, users: 138_494 })).toThrow();
    const dramas = films.filter(({ genres }) => genres.includes('Drama'));
    const sparse = dramas.filter(({ genres }) => !genres.includes('Western'));
    expect(() => createRatingGenerator({ films: sparse, seed: 'x', model: usualRatingModel })).toThrow(
      'the catalogue has no film of genre Western',
    );
  });
});

describe('tastes', () => {
  it('are k weights that sum to 1, the largest first, the same whenever asked for', () => {
    for (const alpha of [0.001, 0.5, 100])
      for (let user = 1; user <= 300; user++) {
        const model = { ...usualRatingModel, alpha };
        const { genres, weights } = tasteOf(user, 's', model);
        expect(tasteOf(user, 's', model)).toEqual({ genres, weights });
        expect(new Set(genres).size).toBe(3);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect([...weights].sort((a, b) => b - a)).toEqual(weights);
      }
  });

  it('are as uneven as Dirichlet(alpha): the variance of one of 20 weights', () => {
    for (const alpha of [0.2, 0.5, 4]) {
      const model = { ...usualRatingModel, topK: 20, alpha };
      let squares = 0;
      for (let user = 1; user <= 4_000; user++)
        for (const weight of tasteOf(user, 'v', model).weights) squares += (weight - 0.05) ** 2;
      const variance = (0.05 * 0.95) / (20 * alpha + 1);
      expect(squares / 80_000 / variance).toBeGreaterThan(0.95);
      expect(squares / 80_000 / variance).toBeLessThan(1.05);
    }
  });
});

it('films of a genre are taken as probably as the formula says', () => {
  const [, , animation] = filmsByGenre(films, 3);
  const count = animation!.ids.length;
  let sum = 0;
  for (let place = 0; place < count; place++) sum += shareOfPlace(place, count);
  expect(sum).toBeCloseTo(1, 12);
  const draws = 100_000;
  const first = Array.from({ length: draws }, (_, n) => placeOf((n + 0.5) / draws, count)).filter((at) => at < 10);
  expect(first.length / draws).toBeCloseTo(Math.sqrt(10 / count), 3);
});
