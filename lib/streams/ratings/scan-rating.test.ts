import { expect, it } from 'vitest';
import { oddEventsNowMs } from '../odd-events';
import { judgeRating } from './event';
import { FilmGenres } from './film-genres';
import { FilmMeanModel } from './film-mean-model';
import { RatingFold } from './fold';
import { createOddRatings } from './odd-ratings';
import { RatingScan } from './scan-rating';

const cases = 120_000;
const facts = { appendedAtMs: oddEventsNowMs, producedAtMs: 7 };

it(`the fast way and the contract agree on ${cases} generated, damaged and foreign ratings`, () => {
  const fold = new RatingFold(new FilmGenres(), new FilmMeanModel());
  const scan = new RatingScan();
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const seed of ['a', 'b', 'c', 'd']) {
    const ratings = createOddRatings(seed);
    for (let n = 0; n < cases / 4; n++) {
      const value = ratings.next();
      // Surrounded by bytes that would complete it: reading past either end must show.
      const bytes = Buffer.concat([Buffer.from('{"'), value, Buffer.from('"}, 12')]);
      const end = 2 + value.length;
      const judged = judgeRating(bytes, 2, end, facts.appendedAtMs);
      const fast = scan.read(bytes, 2, end, facts.appendedAtMs);
      const rejection = fold.fold(bytes, 2, end, facts);
      const shown = `${value.toString('latin1')} -> ${JSON.stringify(judged)}`;
      if ('rejection' in judged) {
        if (fast) throw new Error(`only the fast way accepts ${shown}`);
        if (JSON.stringify(rejection) !== JSON.stringify(judged.rejection)) throw new Error(`fold differs: ${shown}`);
        count(judged.rejection.code);
        continue;
      }
      if (rejection !== null || fold.hadUnknownFields !== judged.hadUnknownFields)
        throw new Error(`fold differs: ${shown}`);
      count(fast ? 'fast' : 'slow');
      if (!fast) continue;
      const { userId, movieId, halves, timestampMs, hadUnknownFields } = scan;
      const read = [userId, movieId, halves, timestampMs, hadUnknownFields];
      const { rating } = judged;
      const want = [rating.userId, rating.movieId, rating.rating * 2, rating.timestamp, judged.hadUnknownFields];
      if (JSON.stringify(read) !== JSON.stringify(want)) throw new Error(`${JSON.stringify(read)} read from ${shown}`);
    }
  }
  const codes = [
    'NOT_JSON',
    'NOT_AN_OBJECT',
    'MISSING_FIELD',
    'WRONG_TYPE',
    'OUT_OF_RANGE',
    'BAD_TIME',
    'BAD_ENCODING',
  ];
  for (const code of codes) expect(seen.get(code) ?? 0, code).toBeGreaterThan(300);
  expect(seen.get('fast')).toBeGreaterThan(25_000);
  expect(seen.get('slow')).toBeGreaterThan(500);
});
