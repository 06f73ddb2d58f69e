import { randomUUID } from 'node:crypto';
import type { EngagementKind } from './judge-engagement';
import { seededRandom, type TestRecord } from './order-records';

const details = {
  view: ['mobile', 'desktop', 'tablet', 'tv'],
  click: ['trailer', 'poster', 'details', 'play', 'share'],
} as const;
const zones = { Z: 0, '+02:00': 7_200_000, '-05:30': -19_800_000 } as const;

type Event = Record<string, unknown>;

/** Ways to spoil an event; what each one must be rejected as is judged by the oracle. */
const spoilers: readonly ((event: Event, kind: EngagementKind) => string | Buffer | null)[] = [
  (event) => JSON.stringify({ ...event, event_type: 'purchase' }),
  (event, kind) => JSON.stringify({ ...event, event_type: kind === 'view' ? 'click' : 'view' }),
  (event) => JSON.stringify({ ...event, event_type: undefined }),
  (event) => JSON.stringify({ ...event, movie_id: undefined }),
  (event) => JSON.stringify({ ...event, movie_id: 0 }),
  (event) => JSON.stringify({ ...event, user_id: 'u-1' }),
  (event) => JSON.stringify({ ...event, user_id: '@' }).replace('"@"', '1e400'),
  (event) => JSON.stringify({ ...event, event_id: 'no uuid' }),
  (event) => JSON.stringify({ ...event, event_ts: '2026-11-22T12:00:00' }),
  (event) => JSON.stringify({ ...event, event_ts: '2999-01-01T00:00:00Z' }),
  (event) => JSON.stringify({ ...event, session_id: 7, rating: '4.5' }),
  (event) => JSON.stringify({ ...event, device_type: 'radio', click_type: 'swipe', rating: 4.25 }),
  (event) => JSON.stringify({ ...event, event_ts: '@' }).replace('@', '\\ud800'),
  (event) => JSON.stringify([event]),
  (event) => JSON.stringify(event).slice(0, 40),
  (event) => `${'['.repeat(70)}${JSON.stringify(event)}${']'.repeat(70)}`,
  (event) => Buffer.concat([Buffer.from(JSON.stringify(event).slice(0, -2)), Buffer.from([0xc3, 0x28, 0x22, 0x7d])]),
  () => '',
  () => null,
];

/** Every way once, and a record that is too large. */
export function badEngagement(kind: EngagementKind): TestRecord[] {
  const event = eventOf(kind, seededRandom(1), Date.now());
  return [
    ...spoilers.map((spoil) => spoil(event, kind)),
    JSON.stringify({ ...event, note: 'x'.repeat(1_048_577) }),
  ].map((value, index) => ({ key: `bad-${index}`, value: typeof value === 'string' ? Buffer.from(value) : value }));
}

function eventOf(kind: EngagementKind, random: () => number, atMs: number): Event {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const zone = pick(Object.keys(zones) as (keyof typeof zones)[]);
  const own: Record<EngagementKind, () => Event> = {
    view: () => ({ session_id: randomUUID(), device_type: pick(details.view) }),
    click: () => ({ session_id: randomUUID(), click_type: pick(details.click) }),
    rating: () => ({
      rating: (1 + Math.floor(random() * 10)) / 2,
      ...(random() < 0.3 ? { review_text: random() < 0.5 ? 'Dobry film, „żółć”' : 'line\nbreak "quoted"' } : {}),
    }),
  };
  return {
    event_id: randomUUID(),
    event_type: kind,
    event_ts: new Date(atMs + zones[zone]).toISOString().replace('Z', zone),
    user_id: Math.floor(random() * 2_000),
    movie_id: 1 + Math.floor(300 * random() ** 2),
    ...own[kind](),
    ...(random() < 0.02 ? { note: { nested: [1, { deep: 'yes' }] } } : {}),
  };
}

/** Events of one kind made now, some hours, days and months ago; a share of `invalid` (0..1) is spoiled. */
export function engagementSource(options: { kind: EngagementKind; seed: number; invalid: number }): {
  next(): TestRecord;
} {
  const { kind, seed, invalid } = options;
  const random = seededRandom(seed);
  return {
    next() {
      const age = random();
      const ageMs =
        age < 0.7 ? 0 : age < 0.9 ? random() * 7_200_000 : age < 0.97 ? random() * 30 * 86_400_000 : 60 * 86_400_000;
      const event = eventOf(kind, random, Date.now() - Math.floor(ageMs));
      const spoiled =
        random() < invalid ? spoilers[Math.floor(random() * spoilers.length)]!(event, kind) : JSON.stringify(event);
      return { key: String(event.user_id), value: typeof spoiled === 'string' ? Buffer.from(spoiled) : spoiled };
    },
  };
}
