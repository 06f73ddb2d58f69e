import { createOddEvents, oddEventsNowMs, oddValueTexts } from '../odd-events';
import type { EngagementKind } from './engagement-kind';
import { createEngagementGenerator, type EngagementMix } from './generate';

const fieldNames = [
  ...['event_id', 'event_type', 'event_ts', 'user_id', 'movie_id', 'session_id', 'device_type', 'click_type', 'rating'],
  ...['review_text', '__proto__', 'constructor', 'extra', 'event_ty', 'event_type2', ''],
];

const uuid = '0b5e3f2a-9c41-4d7e-8f10-aa55bb66cc77';
const valueTexts = [
  ...oddValueTexts,
  ...['view', 'click', 'rating', 'Rating', 'mobile', 'tv', 'TV', 'radio', 'trailer', 'share'].map(
    (name) => `"${name}"`,
  ),
  ...[
    uuid,
    uuid.toUpperCase(),
    uuid.replaceAll('-', ''),
    `${uuid}0`,
    uuid.replace('-', '0'),
    uuid.replace('b', 'g'),
  ].map((text) => `"${text}"`),
  ...['0.5', '4.5', '4.50', '5', '5.0', '5.5', '0.4', '4.25', '3.3', '10', '2147483647', '2147483648', '131262'],
  ...[4_999, 5_000, 5_001].map((length) => `"${'x'.repeat(length)}"`),
  ...[2_500, 2_501, 5_000, 5_001].map((length) => `"${'\u017b'.repeat(length)}"`),
];

const mixes: Readonly<Record<EngagementKind, EngagementMix>> = {
  view: [1, 0, 0],
  click: [1, 9, 0],
  rating: [1, 0, 9],
};
const films = Array.from({ length: 500 }, (_, at) => ({ id: 1 + at * 200 }));

/** For tests: an endless, seeded row of values of one kind's topic; some are of another kind. */
export function createOddEngagement(kind: EngagementKind, seed: string): { next(): Buffer } {
  const events = createEngagementGenerator({ seed, films, mix: mixes[kind] });
  const next = () => JSON.parse(events.next(oddEventsNowMs).value) as object;
  return createOddEvents({ seed, next, fieldNames, valueTexts });
}
