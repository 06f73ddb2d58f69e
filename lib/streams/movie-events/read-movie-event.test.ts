import { expect, it } from 'vitest';
import { oddEventsNowMs } from '../odd-events';
import { judgeMovieEvent } from './event';
import { createOddMovieEvents } from './odd-movie-events';
import { readPlainEvent } from './read-movie-event';

const cases = process.env.SOAK === '1' ? 1_000_000 : 60_000;

it('accepts only what the contract accepts, with the same values, and most of it', () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const seed of ['a', 'b', 'c', 'd']) {
    const events = createOddMovieEvents(seed);
    for (let n = 0; n < cases / 4; n++) {
      const value = events.next();
      // Surrounded by bytes that would complete it: reading past either end must show.
      const bytes = Buffer.concat([Buffer.from('{"'), value, Buffer.from('"}, 12')]);
      const end = 2 + value.length;
      const judged = judgeMovieEvent(bytes, 2, end, oddEventsNowMs);
      const fast = readPlainEvent(bytes, 2, end, oddEventsNowMs);
      const shown = () => `${value.toString('utf8')} -> ${JSON.stringify(judged)}`;
      if ('rejection' in judged) {
        if (fast !== null) throw new Error(`only the fast way accepts ${shown()}`);
        count(judged.rejection.code);
      } else if (fast === null) count('slow');
      else {
        if (JSON.stringify(known(fast)) !== JSON.stringify(known(judged)))
          throw new Error(`${JSON.stringify(fast)} read from ${shown()}`);
        count('fast');
      }
    }
  }
  for (const code of ['NOT_JSON', 'NOT_AN_OBJECT', 'MISSING_FIELD', 'WRONG_TYPE', 'OUT_OF_RANGE', 'BAD_TIME'])
    expect(seen.get(code) ?? 0, code).toBeGreaterThan(300);
  for (const code of ['BAD_ENCODING', 'UNKNOWN_EVENT_TYPE']) expect(seen.get(code) ?? 0, code).toBeGreaterThan(100);
  expect(seen.get('fast')).toBeGreaterThan(10_000);
  expect(seen.get('slow')).toBeLessThan(seen.get('fast')! / 4);
}, 120_000);

const fields = [
  ...(['imdb_id', 'name', 'year', 'rating', 'duration', 'genres', 'director', 'actors', 'date'] as const),
  ...(['old_rating', 'new_rating'] as const),
];
/** The contract drops unknown fields, the fast way leaves them: only what is known counts, in one order. */
const known = ({ films, ...event }: Exclude<ReturnType<typeof readPlainEvent>, null>) => ({
  ...{ type: event.type, userId: event.userId, timeMs: event.timeMs, unknown: event.hadUnknownFields },
  films: films.map((film) => fields.map((field) => film[field])),
});
