import { z } from 'zod';
import type { Rejection } from '../../contracts/rejection';
import { parseIsoTime } from '../../domain/iso-time';
import { parseJsonObject } from '../../json-scan/parse-json-object';
import { cleanText, rejectionOfIssue } from '../../json-scan/rejection-of-issue';
import { clickTypes, deviceTypes, type EngagementKind, mostHalves, topicOfKind } from './engagement-kind';

/** How far ahead of its append a time may lie. */
export const maxAheadMs = 86_400_000;
/** What a film's number fits into in the database. */
export const maxFilmId = 2_147_483_647;
export const maxReviewLength = 5_000;

const rule = (code: Rejection['code'], error: string) => ({ abort: true, params: { code }, error });

const uuid = () =>
  cleanText().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'send a UUID of 36 characters');

const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  cleanText()
    .refine(
      (name) => (names as readonly string[]).includes(name),
      rule('OUT_OF_RANGE', `is none of ${names.join(', ')}: send one of them`),
    )
    .pipe(z.enum(names));

/** The type stands first: an event in the wrong topic is told so, whatever else it lacks there. */
const base = <Kind extends EngagementKind>(kind: Kind) => ({
  event_type: cleanText()
    .refine(
      (type) => type === kind,
      rule(
        'UNKNOWN_EVENT_TYPE',
        `is not "${kind}", which is all that ${topicOfKind[kind]} takes: check type and topic`,
      ),
    )
    .pipe(z.literal(kind)),
  event_id: uuid(),
  event_ts: cleanText().refine(
    (time) => !Number.isNaN(parseIsoTime(time)),
    rule('BAD_TIME', 'is not a time with an offset: send ISO 8601 like 2026-11-22T20:54:57.123Z'),
  ),
  user_id: z.int(),
  movie_id: z.int().min(1).max(maxFilmId),
});

/** The events as they stand on their topics. The contract: types, ranges and words of every rejection come from here. */
export const engagementSchemas = {
  view: z.object({ ...base('view'), session_id: uuid(), device_type: oneOf(deviceTypes) }),
  click: z.object({ ...base('click'), session_id: uuid(), click_type: oneOf(clickTypes) }),
  rating: z.object({
    ...base('rating'),
    rating: z
      .number()
      .min(0.5)
      .max(mostHalves / 2)
      .refine((rating) => Number.isInteger(rating * 2), rule('OUT_OF_RANGE', 'is no multiple of 0.5: send halves')),
    review_text: cleanText().max(maxReviewLength).nullish(),
  }),
} as const;

const fieldNames = (kind: EngagementKind): ReadonlySet<string> => new Set(Object.keys(engagementSchemas[kind].shape));
const knownFields: Readonly<Record<EngagementKind, ReadonlySet<string>>> = {
  view: fieldNames('view'),
  click: fieldNames('click'),
  rating: fieldNames('rating'),
};

export type EngagementEvent = { [Kind in EngagementKind]: z.infer<(typeof engagementSchemas)[Kind]> }[EngagementKind];

export type JudgedEngagement =
  | { readonly event: EngagementEvent; readonly hadUnknownFields: boolean }
  | { readonly rejection: Rejection };

/**
 * Judges the event in `bytes[start, end)` (null value: -1, -1) by the contract of its topic's kind; `appendedAtMs` is
 * "now". The slow way, and the one that decides; `scan-engagement.ts` must agree with it.
 */
export function judgeEngagement(
  kind: EngagementKind,
  bytes: Buffer,
  start: number,
  end: number,
  appendedAtMs: number,
): JudgedEngagement {
  const parsed = parseJsonObject(bytes, start, end);
  if ('rejection' in parsed) return parsed;
  const result = engagementSchemas[kind].safeParse(parsed.object);
  if (!result.success) return { rejection: rejectionOfIssue(result.error.issues[0]!, parsed.object) };
  if (parseIsoTime(result.data.event_ts) > appendedAtMs + maxAheadMs)
    return {
      rejection: {
        code: 'BAD_TIME',
        fieldPath: 'event_ts',
        sentence: "event_ts is more than 24 hours ahead of the broker's clock: check the sender's clock and unit.",
      },
    };
  return {
    event: result.data,
    hadUnknownFields: Object.keys(parsed.object).some((key) => !knownFields[kind].has(key)),
  };
}

/** Number of what splits an event's kind, as in `detailsOfKind`. */
export function detailOf(event: EngagementEvent): number {
  if (event.event_type === 'view') return deviceTypes.indexOf(event.device_type);
  if (event.event_type === 'click') return clickTypes.indexOf(event.click_type);
  return event.rating * 2 - 1;
}
