import { describe, expect, it } from 'vitest';
import type { EngagementKind } from './engagement-kind';
import { judgeEngagement } from './event';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const uuid = '0b5e3f2a-9c41-4d7e-8f10-aa55bb66cc77';
const base = { event_id: uuid, event_ts: '2026-11-22T20:54:57.123Z', user_id: 42, movie_id: 318 };
const good: Readonly<Record<EngagementKind, object>> = {
  view: { ...base, event_type: 'view', session_id: uuid, device_type: 'mobile' },
  click: { ...base, event_type: 'click', session_id: uuid, click_type: 'trailer' },
  rating: { ...base, event_type: 'rating', rating: 4.5, review_text: 'Fine.\nReally.' },
};
const judge = (kind: EngagementKind, value: string) => {
  const bytes = Buffer.from(value);
  return judgeEngagement(kind, bytes, 0, bytes.length, nowMs);
};
/** `CODE path` of the rejection, or `valid`. */
const verdict = (kind: EngagementKind, value: string): string => {
  const judged = judge(kind, value);
  return 'event' in judged ? 'valid' : `${judged.rejection.code} ${judged.rejection.fieldPath}`;
};
const having = (kind: EngagementKind, fields: object) => JSON.stringify({ ...good[kind], ...fields });

describe('judgeEngagement', () => {
  it.each(['view', 'click', 'rating'] as const)('takes a %s as it stands in its topic', (kind) => {
    expect(judge(kind, JSON.stringify(good[kind]))).toEqual({ event: good[kind], hadUnknownFields: false });
    expect(judge(kind, having(kind, { referrer: { deep: 1 } }))).toEqual({ event: good[kind], hadUnknownFields: true });
  });

  it.each<[EngagementKind, object, string]>([
    ['view', { event_type: 'purchase' }, 'UNKNOWN_EVENT_TYPE event_type'],
    ['view', { event_type: 'View' }, 'UNKNOWN_EVENT_TYPE event_type'],
    ['view', { event_type: undefined, event_id: 1 }, 'MISSING_FIELD event_type'],
    ['view', { event_type: 7 }, 'WRONG_TYPE event_type'],
    ['view', { event_id: 'x' }, 'OUT_OF_RANGE event_id'],
    ['view', { event_id: uuid.toUpperCase() }, 'valid'],
    ['view', { event_id: `${uuid}a` }, 'OUT_OF_RANGE event_id'],
    ['view', { event_ts: '2026-11-22T20:54:57' }, 'BAD_TIME event_ts'],
    ['view', { event_ts: nowMs }, 'WRONG_TYPE event_ts'],
    ['view', { event_ts: '2026-11-23T20:54:57.123Z' }, 'valid'],
    ['view', { event_ts: '2026-11-23T20:54:57.124Z' }, 'BAD_TIME event_ts'],
    ['view', { event_ts: '1999-01-01T00:00:00+02:00' }, 'valid'],
    ['view', { user_id: '42' }, 'WRONG_TYPE user_id'],
    ['view', { user_id: 2 ** 53 }, 'OUT_OF_RANGE user_id'],
    ['view', { user_id: -1 }, 'valid'],
    ['view', { movie_id: 0 }, 'OUT_OF_RANGE movie_id'],
    ['view', { movie_id: 2 ** 31 }, 'OUT_OF_RANGE movie_id'],
    ['view', { movie_id: 1.5 }, 'WRONG_TYPE movie_id'],
    ['view', { session_id: undefined }, 'MISSING_FIELD session_id'],
    ['view', { device_type: 'radio' }, 'OUT_OF_RANGE device_type'],
    ['view', { device_type: undefined }, 'MISSING_FIELD device_type'],
    ['view', { device_type: '\ud800' }, 'BAD_ENCODING device_type'],
    ['click', { click_type: 'swipe' }, 'OUT_OF_RANGE click_type'],
    ['click', { click_type: null }, 'WRONG_TYPE click_type'],
    ['rating', { rating: 0 }, 'OUT_OF_RANGE rating'],
    ['rating', { rating: 5.5 }, 'OUT_OF_RANGE rating'],
    ['rating', { rating: 4.25 }, 'OUT_OF_RANGE rating'],
    ['rating', { rating: '4.5' }, 'WRONG_TYPE rating'],
    ['rating', { rating: undefined }, 'MISSING_FIELD rating'],
    ['rating', { review_text: null }, 'valid'],
    ['rating', { review_text: undefined }, 'valid'],
    ['rating', { review_text: 7 }, 'WRONG_TYPE review_text'],
    ['rating', { review_text: 'x'.repeat(5_001) }, 'OUT_OF_RANGE review_text'],
    ['rating', { review_text: '\u017b'.repeat(5_000) }, 'valid'],
    ['rating', { session_id: 7 }, 'valid'],
  ])('judges a %s with %j as %s', (kind, fields, wanted) => expect(verdict(kind, having(kind, fields))).toBe(wanted));

  it('says of an event in the wrong topic where it went wrong, before anything it lacks there', () => {
    for (const [kind, value] of [
      ['view', good.click],
      ['click', good.rating],
      ['rating', good.view],
    ] as const)
      expect(verdict(kind, JSON.stringify(value))).toBe('UNKNOWN_EVENT_TYPE event_type');
    expect(judge('view', JSON.stringify(good.click))).toMatchObject({
      rejection: { sentence: 'event_type is not "view", which is all that events_views takes: check type and topic.' },
    });
  });

  it.each([
    ['', 'NOT_JSON '],
    ['hello', 'NOT_JSON '],
    ['[1]', 'NOT_AN_OBJECT '],
    ['null', 'NOT_AN_OBJECT '],
    [having('view', { movie_id: '@' }).replace('"@"', '1e400'), 'OUT_OF_RANGE movie_id'],
    [`{"__proto__":${JSON.stringify(good.view)}}`, 'MISSING_FIELD event_type'],
  ])('judges %j as %s', (value, wanted) => expect(verdict('view', value)).toBe(wanted));

  it('says NOT_JSON of a record without a value', () => {
    expect(judgeEngagement('view', Buffer.alloc(0), -1, -1, nowMs)).toMatchObject({ rejection: { code: 'NOT_JSON' } });
  });
});
