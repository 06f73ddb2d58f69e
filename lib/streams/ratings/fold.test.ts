import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noMinute } from '../film-cells';
import { genreMask } from '../films/film';
import { oddEventsNowMs } from '../odd-events';
import { judgeRating, type Rating } from './event';
import { FilmGenres } from './film-genres';
import { FilmMeanModel } from './film-mean-model';
import { RatingFold } from './fold';
import { createOddRatings } from './odd-ratings';
import { emptyRatingDelta, mergeRatingDeltas, type RatingDelta } from './rating-delta';
import { genreCount } from './user-genre-counts';

const facts = { appendedAtMs: oddEventsNowMs, producedAtMs: Number.NaN };
const dayMs = 86_400_000;
/** Two films of five are in no catalogue; the others have one to three genres. */
const genresOf = (film: number): readonly string[] =>
  [[], ['Drama'], ['Action', '(no genres listed)'], [], ['Western', 'Comedy', 'War']][film % 5]!;
const genres = new FilmGenres();
genres.reference.accept(Array.from({ length: 131_262 }, (_, at) => ({ id: at + 1, genres: genresOf(at + 1) })));

/** What a database would hold, row by row, in one order. */
const rowsOf = ({ hours, films, users, ...notes }: RatingDelta): string[] => {
  const rows = [...hours.byHour].flatMap(([hour, counts]) =>
    [...counts].flatMap((count, rating) => (count === 0 ? [] : [`cell ${hour} ${rating + 1}: ${count}`])),
  );
  for (let at = 0; at < films.size; at++)
    rows.push(
      `film ${films.minutes[at]} ${films.films[at]}: ${films.ratings[at]} ${films.ratingSums[at]} ${films.ratingSquares[at]}`,
    );
  for (const { user, ratings, byGenre } of users.rows()) rows.push(`user ${user}: ${ratings},${byGenre.join()}`);
  return [...rows.sort(), JSON.stringify(notes)];
};

/** The same from the plain events. */
const expectedRows = (ratings: readonly Rating[]): string[] => {
  const sums = new Map<string, number[]>();
  const add = (key: string, counts: readonly number[]) =>
    sums.set(
      key,
      (sums.get(key) ?? counts.map(() => 0)).map((sum, at) => sum + counts[at]!),
    );
  const notes = { unknownFilms: 0, tooOldForFilmMinute: 0 };
  for (const { userId, movieId, rating, timestamp } of ratings) {
    const minute = Math.floor(timestamp / 60_000);
    const old = minute * 60_000 < oddEventsNowMs - 35 * dayMs;
    if (old) notes.tooOldForFilmMinute++;
    const mask = genreMask(genresOf(movieId));
    if (mask === 0) notes.unknownFilms++;
    add(`cell ${Math.floor(timestamp / 3_600_000)} ${rating * 2}`, [1]);
    add(`film ${old ? noMinute : minute} ${movieId}`, [1, rating * 2, rating * rating * 4]);
    add(`user ${userId}`, [1, ...Array.from({ length: genreCount }, (_, at) => (mask >> at) & 1)]);
  }
  const rows = [...sums].map(([key, counts]) =>
    key.startsWith('film') ? `${key}: ${counts.join(' ')}` : `${key}: ${counts.join()}`,
  );
  return [...rows.sort(), JSON.stringify(notes)];
};

const values = (seed: string, count: number): Buffer[] => {
  const ratings = createOddRatings(seed);
  return Array.from({ length: count }, () => ratings.next());
};
const folded = (batch: readonly Buffer[]): RatingDelta => {
  const fold = new RatingFold(genres, new FilmMeanModel());
  for (const value of batch) fold.fold(value, 0, value.length, facts);
  return fold.take();
};

describe('rating fold', () => {
  it('holds exactly the sums of the ratings that the contract accepts', () => {
    const batch = values('sums', 20_000);
    const accepted = batch.flatMap((value) => {
      const judged = judgeRating(value, 0, value.length, facts.appendedAtMs);
      return 'rating' in judged ? [judged.rating] : [];
    });
    expect(accepted.length).toBeGreaterThan(5_000);
    const delta = folded(batch);
    expect(rowsOf(delta)).toEqual(expectedRows(accepted));
    expect(delta.unknownFilms).toBeGreaterThan(1_000);
    expect(delta.tooOldForFilmMinute).toBeGreaterThan(100);
  });

  it('gives the same state however the records are split into batches and merged', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (seed, sizes, backwards) => {
          const batch = values(`split ${seed}`, 600);
          const parts: RatingDelta[] = [];
          for (let from = 0, n = 0; from < batch.length; n++) {
            const to = from + sizes[n % sizes.length]!;
            parts.push(folded(batch.slice(from, to)));
            from = to;
          }
          if (backwards) parts.reverse();
          expect(rowsOf(parts.reduce(mergeRatingDeltas, emptyRatingDelta()))).toEqual(rowsOf(folded(batch)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('merges associatively and commutatively', () => {
    const make = () =>
      ['x', 'y', 'z'].map((seed) => folded(values(seed, 400))) as [RatingDelta, RatingDelta, RatingDelta];
    const [a, b, c] = make();
    const left = rowsOf(mergeRatingDeltas(mergeRatingDeltas(a, b), c));
    const [d, e, f] = make();
    const [g, h, i] = make();
    expect(rowsOf(mergeRatingDeltas(d, mergeRatingDeltas(e, f)))).toEqual(left);
    expect(rowsOf(mergeRatingDeltas(mergeRatingDeltas(i, h), g))).toEqual(left);
  });

  it('changes nothing when it rejects, and starts empty after a take', () => {
    const fold = new RatingFold(genres, new FilmMeanModel());
    for (const value of values('rejects', 5_000)) {
      const before = fold.cells;
      if (fold.fold(value, 0, value.length, facts) !== null) expect(fold.cells).toBe(before);
    }
    expect(fold.cells).toBeGreaterThan(0);
    fold.take();
    expect(fold.cells).toBe(0);
    expect(rowsOf(fold.take())).toEqual(rowsOf(emptyRatingDelta()));
    expect(fold.fold(Buffer.alloc(0), -1, -1, facts)?.code).toBe('NOT_JSON');
  });

  it('takes for the emission what the producer says, else the append', () => {
    const fold = new RatingFold(genres, new FilmMeanModel());
    const value = Buffer.from('{"userId":1,"movieId":1,"rating":1,"timestamp":1}');
    fold.fold(value, 0, value.length, { ...facts, producedAtMs: 77 });
    expect(fold.eventTimeMs).toBe(77);
    fold.fold(value, 0, value.length, facts);
    expect(fold.eventTimeMs).toBe(oddEventsNowMs);
  });
});
