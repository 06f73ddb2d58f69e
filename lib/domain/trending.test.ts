import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrendingWindow } from '../contracts/engagement-panels';
import { type FilmMinute, rankTrending } from './trending';

const minuteMs = 60_000;
const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const halfLifeMinutes = { '1h': 60, '24h': 1_440, '7d': 10_080 };

interface Event {
  readonly film: number;
  readonly kind: 'view' | 'click' | 'rating';
  /** Before now. */
  readonly ageMinutes: number;
}
const events = fc.array(
  fc.record({
    film: fc.integer({ min: 1, max: 9 }),
    kind: fc.constantFrom<Event['kind']>('view', 'click', 'rating'),
    ageMinutes: fc.oneof(fc.integer({ min: -5, max: 120 }), fc.integer({ min: 0, max: 34 * 1_440 })),
  }),
  { maxLength: 80 },
);

const minuteOf = ({ ageMinutes }: Event): number => Math.floor((nowMs - ageMinutes * minuteMs) / minuteMs) * minuteMs;
/** One row an event: the ranking must not care how events are summed into rows. */
const rowsOf = (list: readonly Event[]): FilmMinute[] =>
  list.map((event) => ({
    film: event.film,
    minuteMs: minuteOf(event),
    views: +(event.kind === 'view'),
    clicks: +(event.kind === 'click'),
    ratings: +(event.kind === 'rating'),
  }));

describe('trending films', () => {
  it('have the score that adding up event by event gives, best first', () => {
    fc.assert(
      fc.property(events, fc.constantFrom<TrendingWindow>('1h', '24h', '7d'), (list, window) => {
        const scores = new Map<number, number>();
        for (const event of list) {
          const age = Math.max(0, (nowMs - minuteOf(event)) / minuteMs);
          if (age > halfLifeMinutes[window] * 10) continue;
          const points = { view: 1, click: 3, rating: 5 }[event.kind] * 0.5 ** (age / halfLifeMinutes[window]);
          scores.set(event.film, (scores.get(event.film) ?? 0) + points);
        }
        const ranked = rankTrending(rowsOf(list), window, nowMs);
        expect(new Set(ranked.map(({ film }) => film))).toEqual(new Set(scores.keys()));
        for (const { film, score } of ranked) expect(score).toBeCloseTo(scores.get(film)!, 7);
        for (const [at, { score }] of ranked.slice(1).entries()) expect(score).toBeLessThanOrEqual(ranked[at]!.score);
      }),
      { numRuns: 500 },
    );
  });

  it('are ranked the same however the rows come, and tie by id when the same happened to them', () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (list, draws) => {
        const twins = [...rowsOf(list), ...rowsOf(list).map((row) => ({ ...row, film: row.film + 100 }))];
        const ranked = rankTrending(twins, '24h', nowMs);
        const mixed = twins.map((row) => [draws.next().value, row] as const).sort(([a], [b]) => a - b);
        expect(
          rankTrending(
            mixed.map(([, row]) => row),
            '24h',
            nowMs,
          ),
        ).toEqual(ranked);
        for (const [at, { film, score }] of ranked.entries()) {
          const twin = ranked.find((other) => other.film === film + 100);
          if (film < 100) expect(twin!.score).toBe(score);
          if (at > 0 && ranked[at - 1]!.score === score) expect(ranked[at - 1]!.film).toBeLessThan(film);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('count half a window later, three times a click, five times a rating, and the future as now', () => {
    const row = { film: 1, minuteMs: nowMs, views: 1, clicks: 0, ratings: 0 };
    const score = (change: Partial<FilmMinute>, window: TrendingWindow = '1h') =>
      rankTrending([{ ...row, ...change }], window, nowMs)[0]?.score;
    expect(score({})).toBe(1);
    expect(score({ clicks: 2, ratings: 1 })).toBe(12);
    expect(score({ minuteMs: nowMs + 3_600_000 })).toBe(1);
    for (const [window, minutes] of Object.entries(halfLifeMinutes))
      expect(score({ minuteMs: nowMs - minutes * minuteMs }, window as TrendingWindow)).toBe(0.5);
    expect(score({ minuteMs: nowMs - 600 * minuteMs })).toBeCloseTo(2 ** -10, 9);
    expect(score({ minuteMs: nowMs - 601 * minuteMs })).toBe(undefined);
  });
});
