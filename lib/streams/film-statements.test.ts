import { describe, expect, it } from 'vitest';
import { filmMinuteStatements, filmStatStatements, isTooOldForFilmMinute } from './film-statements';
import { foldNoteStatements } from './fold-note-statement';

/** Elements of a binary `int4[]`. */
const int4s = (value: unknown): number[] => {
  const bytes = value as Buffer;
  return Array.from({ length: bytes.readInt32BE(12) }, (_, at) => bytes.readInt32BE(24 + at * 8));
};

describe('statements of films', () => {
  it('are sorted by key, hold at most 5,000 rows, and none is lost', () => {
    const size = 12_345;
    const films = Int32Array.from({ length: size + 100 }, (_, row) => (row * 7_919) % size);
    const statements = filmStatStatements('ratings', { size, films, counters: { views: new Float64Array(size) } });
    expect(statements.map(({ values }) => int4s(values[1]).length)).toEqual([5_000, 5_000, 2_345]);
    expect(statements.flatMap(({ values }) => int4s(values[1]))).toEqual(Array.from({ length: size }, (_, at) => at));
    const minutes = Int32Array.from([5, 4, 5, 4]);
    const [statement] = filmMinuteStatements('lists', {
      size: 4,
      minutes,
      films: Int32Array.from([1, 9, 0, 2]),
      counters: { adds: Int32Array.from([10, 20, 30, 40]) },
    });
    expect(int4s(statement!.values[2])).toEqual([2, 9, 0, 1]);
    expect(int4s(statement!.values[3])).toEqual([40, 20, 30, 10]);
    expect(statement!.values[0]).toBe(3);
  });

  it('touch no counter that was left out', () => {
    const [statement] = filmStatStatements('engagement', {
      size: 1,
      films: Int32Array.of(7),
      counters: { clicks: Float64Array.of(2) },
    });
    expect(statement!.text).toContain('clicks = t.clicks + excluded.clicks');
    expect(statement!.text).not.toMatch(/views|ratings|adds/);
    expect(filmStatStatements('lists', { size: 0, films: new Int32Array(), counters: {} })).toEqual([]);
  });

  it('leave to `film_minute` the minutes that begin within the 35 days before the append', () => {
    const appendedAtMs = Date.parse('2026-11-22T12:34:56.789Z');
    const oldest = Math.ceil((appendedAtMs - 35 * 86_400_000) / 60_000);
    expect(isTooOldForFilmMinute(oldest, appendedAtMs)).toBe(false);
    expect(isTooOldForFilmMinute(oldest - 1, appendedAtMs)).toBe(true);
  });

  it('count notes in one sorted statement, and write none without one', () => {
    expect(foldNoteStatements('ratings', new Map([['x', 0]]))).toEqual([]);
    const [statement] = foldNoteStatements(
      'ratings',
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    );
    expect(statement!.values).toEqual(['ratings', ['a', 'b'], [1, 2]]);
  });
});
