import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noMinute } from '../film-cells';
import { oddEventsNowMs } from '../odd-events';
import { type EngagementDelta, emptyEngagementDelta, mergeEngagementDeltas } from './engagement-delta';
import { detailsOfKind, type EngagementKind, engagementKinds } from './engagement-kind';
import { judgeEngagement } from './event';
import { EngagementFold } from './fold';
import { createOddEngagement } from './odd-engagement';

const facts = { appendedAtMs: oddEventsNowMs, producedAtMs: Number.NaN };
interface Value {
  readonly kind: EngagementKind;
  readonly bytes: Buffer;
}

const rowsOf = (delta: EngagementDelta): string[] => {
  const { films } = delta;
  const rows = Array.from({ length: films.size }, (_, at) =>
    [films.minutes, films.films, films.views, films.clicks, films.ratings, films.ratingSums, films.ratingSquares]
      .map((column) => column[at])
      .join(),
  );
  for (const kind of engagementKinds)
    for (const [hour, counts] of delta.hours[kind].byHour)
      for (const [detail, count] of counts.entries())
        if (count > 0) rows.push(`${kind} ${hour} ${detailsOfKind[kind][detail]} ${count}`);
  return [...rows.sort(), `too old: ${delta.tooOldForFilmMinute}`];
};

const values = (seed: string, count: number): Value[] => {
  const sources = engagementKinds.map((kind) => ({ kind, events: createOddEngagement(kind, seed) }));
  return Array.from({ length: count }, (_, n) => {
    const { kind, events } = sources[n % sources.length]!;
    return { kind, bytes: events.next() };
  });
};

/** One fold a topic, as one worker would have; merged. */
const folded = (batch: readonly Value[]): EngagementDelta => {
  const folds = new Map(engagementKinds.map((kind) => [kind, new EngagementFold(kind)]));
  for (const { kind, bytes } of batch) folds.get(kind)!.fold(bytes, 0, bytes.length, facts);
  return [...folds.values()].map((fold) => fold.take()).reduce(mergeEngagementDeltas, emptyEngagementDelta());
};

describe('engagement fold', () => {
  it('holds exactly what the events that the contract accepts add up to', () => {
    const batch = values('sums', 24_000);
    const films = new Map<string, number[]>();
    const hours = new Map<string, number>();
    let tooOld = 0;
    for (const { kind, bytes } of batch) {
      const judged = judgeEngagement(kind, bytes, 0, bytes.length, facts.appendedAtMs);
      if (!('event' in judged)) continue;
      const { event } = judged;
      const atMs = Date.parse(event.event_ts);
      const minuteMs = atMs - (((atMs % 60_000) + 60_000) % 60_000);
      const isTooOld = minuteMs < facts.appendedAtMs - 35 * 86_400_000;
      if (isTooOld) tooOld++;
      const key = `${isTooOld ? noMinute : minuteMs / 60_000},${event.movie_id}`;
      const sums = films.get(key) ?? [0, 0, 0, 0, 0];
      films.set(key, sums);
      const halves = event.event_type === 'rating' ? event.rating * 2 : 0;
      const added = [+(kind === 'view'), +(kind === 'click'), +(kind === 'rating'), halves, halves ** 2];
      for (const [at, value] of added.entries()) sums[at]! += value;
      const detail =
        event.event_type === 'view'
          ? event.device_type
          : event.event_type === 'click'
            ? event.click_type
            : event.rating.toFixed(1);
      const cell = `${kind} ${Math.floor(atMs / 3_600_000)} ${detail}`;
      hours.set(cell, (hours.get(cell) ?? 0) + 1);
    }
    expect(tooOld).toBeGreaterThan(20);
    expect(rowsOf(folded(batch))).toEqual([
      ...[
        ...[...films].map(([key, sums]) => `${key},${sums.join()}`),
        ...[...hours].map(([cell, count]) => `${cell} ${count}`),
      ].sort(),
      `too old: ${tooOld}`,
    ]);
  });

  it('gives the same state however the records are split into batches, whatever the order of merging', () => {
    const batch = values('split', 3_000);
    const whole = rowsOf(folded(batch));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: batch.length - 1 }), { maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        (cuts, order) => {
          const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), batch.length];
          const parts = edges.slice(1).map((end, at) => folded(batch.slice(edges[at]!, end)));
          while (parts.length > 1) {
            const [other] = parts.splice(order.next().value % parts.length, 1);
            mergeEngagementDeltas(parts[order.next().value % parts.length]!, other!);
          }
          expect(rowsOf(parts[0]!)).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('merges associatively and commutatively', () => {
    const make = (seed: string) => folded(values(seed, 300));
    const merged = (...deltas: EngagementDelta[]) => deltas.reduce(mergeEngagementDeltas);
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        const want = rowsOf(merged(merged(make(a), make(b)), make(c)));
        expect(rowsOf(merged(make(a), merged(make(b), make(c))))).toEqual(want);
        expect(rowsOf(merged(make(c), make(b), make(a)))).toEqual(want);
      }),
      { numRuns: 10 },
    );
  });

  it('starts empty after a take, changes nothing on a rejection, and says how many rows it has gathered', () => {
    const fold = new EngagementFold('view');
    const bad = Buffer.from('{"event_type":"click"}');
    expect(fold.fold(bad, 0, bad.length, facts)?.code).toBe('UNKNOWN_EVENT_TYPE');
    expect(fold.fold(bad, -1, -1, facts)?.code).toBe('NOT_JSON');
    expect(fold.cells).toBe(0);
    for (const { bytes } of values('cells', 300).filter(({ kind }) => kind === 'view'))
      fold.fold(bytes, 0, bytes.length, facts);
    const cells = fold.cells;
    const delta = fold.take();
    expect(cells).toBe(delta.films.size + delta.hours.view.size);
    expect(cells).toBeGreaterThan(25);
    expect(fold.cells).toBe(0);
    expect(rowsOf(fold.take())).toEqual(['too old: 0']);
  });
});
