import { describe, expect, it } from 'vitest';
import type { MovieEventType } from './event';
import { createMovieEventGenerator } from './generate';
import { oddFilms } from './odd-movie-events';
import { readMovieEvent } from './read-movie-event';
import { ReferenceLists } from './reference-lists';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const events = 8_000;

const make = (seed: string, atMs = nowMs) => {
  const generator = createMovieEventGenerator({ seed, films: oddFilms, users: 300 });
  return Array.from({ length: events }, () => generator.next(atMs));
};
const judge = (value: string) => {
  const bytes = Buffer.from(value);
  const judged = readMovieEvent(bytes, 0, bytes.length, nowMs);
  if ('rejection' in judged) throw new Error(`${value}: ${JSON.stringify(judged.rejection)}`);
  return judged;
};

describe('made-up film lists', () => {
  it('are always valid and consistent: what is changed, rated or deleted stands in the list, with its old rating', () => {
    const reference = new ReferenceLists(oddFilms);
    const kinds = new Map<MovieEventType, number>();
    let imports = 0;
    for (const { topic, key, value } of make('a')) {
      const event = judge(value);
      expect([topic, key]).toEqual(['user-movie-events', event.userId]);
      expect(event.hadUnknownFields).toBe(false);
      kinds.set(event.type, (kinds.get(event.type) ?? 0) + 1);
      if (event.type === 'BULK_IMPORT' && value.includes('"movies"')) imports++;
      reference.add({ ...event, partition: 0, appendedAtMs: nowMs });
    }
    expect(reference.notes).toEqual({});
    expect([...kinds.keys()].sort()).toEqual([
      'ADD',
      'BULK_IMPORT',
      'DELETE',
      'RECALCULATE',
      'UPDATE',
      'UPDATE_RATING',
    ]);
    for (const [kind, count] of kinds) expect(count, kind).toBeGreaterThan(events / 200);
    expect(imports).toBeGreaterThan(50);
    expect(kinds.get('BULK_IMPORT')! - imports).toBeGreaterThan(50);
    expect(Math.max(...[...reference.lists.values()].map((list) => list.length))).toBeGreaterThan(30);
  });

  it('come from users by Zipf’s law', () => {
    const counts = new Map<string, number>();
    for (const { key } of make('b')) counts.set(key, (counts.get(key) ?? 0) + 1);
    const harmonic = Array.from({ length: 300 }, (_, at) => 1 / (at + 1)).reduce((sum, value) => sum + value, 0);
    for (const rank of [1, 2, 4]) {
      const share = counts.get(`user-${rank}`)! / events;
      expect(share * harmonic * rank).toBeGreaterThan(0.75);
      expect(share * harmonic * rank).toBeLessThan(1.25);
    }
  });

  it('are the same for the same seed but for their times', () => {
    const day = 86_400_000;
    const withoutTimes = ({ value }: { value: string }) => value.replace(/"\d{4}-\d\d-\d\d[^"]*"/g, '""');
    expect(make('c', nowMs - day).map(withoutTimes)).toEqual(make('c').map(withoutTimes));
    expect(make('c')).not.toEqual(make('d'));
    expect(make('c')).toEqual(make('c'));
  });
});
