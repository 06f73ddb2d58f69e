import { expect, it } from 'vitest';
import { parseIsoTime } from '../../domain/iso-time';
import { oddEventsNowMs } from '../odd-events';
import { engagementKinds } from './engagement-kind';
import { detailOf, judgeEngagement } from './event';
import { EngagementFold } from './fold';
import { createOddEngagement } from './odd-engagement';
import { EngagementScan } from './scan-engagement';

const casesPerKind = 36_000;
const facts = { appendedAtMs: oddEventsNowMs, producedAtMs: Number.NaN };

it.each(engagementKinds)(
  `the fast way and the contract agree on ${casesPerKind} odd events in the topic of %ss`,
  (kind) => {
    const fold = new EngagementFold(kind);
    const scan = new EngagementScan(kind);
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    const events = createOddEngagement(kind, `scan ${kind}`);
    for (let n = 0; n < casesPerKind; n++) {
      const value = events.next();
      // Surrounded by bytes that would complete it: reading past either end must show.
      const bytes = Buffer.concat([Buffer.from('{"'), value, Buffer.from('"}, 12')]);
      const end = 2 + value.length;
      const judged = judgeEngagement(kind, bytes, 2, end, facts.appendedAtMs);
      const fast = scan.read(bytes, 2, end, facts.appendedAtMs);
      const rejection = fold.fold(bytes, 2, end, facts);
      const shown = () => `${value.toString('latin1').slice(0, 600)} -> ${JSON.stringify(judged).slice(0, 600)}`;
      if ('rejection' in judged) {
        if (fast) throw new Error(`only the fast way accepts ${shown()}`);
        if (JSON.stringify(rejection) !== JSON.stringify(judged.rejection)) throw new Error(`fold differs: ${shown()}`);
        count(judged.rejection.code);
        continue;
      }
      const { event } = judged;
      const eventTimeMs = parseIsoTime(event.event_ts);
      if (rejection !== null || fold.eventTimeMs !== eventTimeMs || fold.hadUnknownFields !== judged.hadUnknownFields)
        throw new Error(`fold differs: ${shown()}`);
      count(fast ? 'fast' : 'slow');
      if (!fast) continue;
      const read = [scan.film, scan.detail, scan.eventTimeMs, scan.hadUnknownFields];
      const want = [event.movie_id, detailOf(event), eventTimeMs, judged.hadUnknownFields];
      if (JSON.stringify(read) !== JSON.stringify(want))
        throw new Error(`${JSON.stringify(read)} read from ${shown()}`);
    }
    for (const [what, least] of Object.entries({
      NOT_JSON: 350,
      NOT_AN_OBJECT: 30,
      MISSING_FIELD: 200,
      WRONG_TYPE: 200,
      OUT_OF_RANGE: 200,
      UNKNOWN_EVENT_TYPE: 200,
      BAD_TIME: 200,
      BAD_ENCODING: 200,
      fast: 7_000,
      slow: 350,
    }))
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(least);
  },
);
