import { type EngagementKind, judgeEngagement } from './judge-engagement';
import { createTopicLedger, type LedgerTotals, type ReadRecord } from './topic-ledger';

export const engagementTopics = {
  view: 'events_views',
  click: 'events_clicks',
  rating: 'events_ratings',
} as const satisfies Record<EngagementKind, string>;

/** What one of the topics holds by the oracle's own count. Safe as JSON. */
export interface EngagementTotals extends LedgerTotals {
  /** `[UTC hour, kind, detail]` as JSON -> events. */
  cells: Record<string, number>;
  /** By film: views, clicks, ratings, their sum in halves, the sum of their squares. */
  films: Record<string, FilmFigures>;
  /** `[UTC minute, film]` as JSON -> views, clicks, ratings. */
  minutes: Record<string, [views: number, clicks: number, ratings: number]>;
  tooOld: number;
}
type FilmFigures = [views: number, clicks: number, ratings: number, sum: number, squares: number];

const kindNumber = { view: 0, click: 1, rating: 2 } as const;
const minuteMs = 60_000;
const keptMs = 35 * 86_400_000;

/** Adds up a topic record by record, in offset order per partition. */
export function createEngagementOracle(
  kind: EngagementKind,
  ranges: ReadonlyMap<number, { low: bigint; high: bigint }>,
) {
  const ledger = createTopicLedger(ranges);
  const totals: Omit<EngagementTotals, keyof LedgerTotals> = { cells: {}, films: {}, minutes: {}, tooOld: 0 };
  return {
    add(record: ReadRecord): void {
      const event = ledger.book(record, (value, appendedAtMs) => judgeEngagement(kind, value, appendedAtMs));
      if (event === null) return;
      const cell = JSON.stringify([Math.floor(event.atMs / 3_600_000), event.kind, event.detail]);
      totals.cells[cell] = (totals.cells[cell] ?? 0) + 1;
      const film = totals.films[event.film] ?? [0, 0, 0, 0, 0];
      totals.films[event.film] = film;
      film[kindNumber[event.kind]] += 1;
      film[3] += event.halves;
      film[4] += event.halves ** 2;
      const minute = Math.floor(event.atMs / minuteMs);
      if (minute * minuteMs < record.appendedAtMs - keptMs) {
        totals.tooOld += 1;
        return;
      }
      const key = JSON.stringify([minute, event.film]);
      const counts = totals.minutes[key] ?? [0, 0, 0];
      totals.minutes[key] = counts;
      counts[kindNumber[event.kind]] += 1;
    },
    totals: (): EngagementTotals => ({ ...ledger.totals, ...totals }),
  };
}
