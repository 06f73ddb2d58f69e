import { describe, expect, it } from 'vitest';
import { makeCatalogue } from '../films/catalogue';
import { kindOfTopic, topicOfKind } from './engagement-kind';
import { judgeEngagement } from './event';
import { createEngagementGenerator, type EngagementMix } from './generate';

const nowMs = Date.parse('2026-11-22T12:34:56.789Z');
const films = makeCatalogue();
interface Event {
  readonly event_type: 'view' | 'click' | 'rating';
  readonly event_id: string;
  readonly event_ts: string;
  readonly user_id: number;
  readonly movie_id: number;
  readonly session_id?: string;
}

const events = (count: number, seed: string, mix?: EngagementMix, atMs = nowMs) => {
  const generator = createEngagementGenerator({ seed, films, ...(mix === undefined ? {} : { mix }) });
  return Array.from({ length: count }, (_, n) => {
    const made = generator.next(atMs + n);
    return { ...made, event: JSON.parse(made.value) as Event };
  });
};
const shareOf = (made: readonly { event: Event }[], kind: string): number =>
  made.filter(({ event }) => event.event_type === kind).length / made.length;

describe('generated engagement', () => {
  const many = events(100_000, 'shape');

  it('is valid by the contract, in the topic of its kind, keyed by user', () => {
    for (const { topic, key, value, event } of many.slice(0, 20_000)) {
      const bytes = Buffer.from(value);
      const judged = judgeEngagement(kindOfTopic(topic), bytes, 0, bytes.length, nowMs);
      expect(judged).toEqual({ event, hadUnknownFields: false });
      expect([topic, key]).toEqual([topicOfKind[event.event_type], String(event.user_id)]);
    }
  });

  it('is the same for the same seed but for its times, which are those of emission', () => {
    const timeless = (made: readonly { value: string }[]) =>
      made.map(({ value }) => value.replace(/"event_ts":"[^"]*"/, ''));
    const later = events(2_000, 'shape', undefined, nowMs + 86_400_000);
    expect(timeless(later)).toEqual(timeless(many.slice(0, 2_000)));
    expect(later.map(({ event }) => Date.parse(event.event_ts))).toEqual(later.map((_, n) => nowMs + 86_400_000 + n));
    expect(timeless(events(100, 'other'))).not.toEqual(timeless(many.slice(0, 100)));
    expect(new Set(many.map(({ event }) => event.event_id)).size).toBe(many.length);
  });

  it('is 60 % views, 30 % clicks and 10 % ratings, or the mix that was asked for', () => {
    const close = (share: number, wanted: number) => expect(Math.abs(share - wanted)).toBeLessThan(0.01);
    for (const [kind, share] of [
      ['view', 0.6],
      ['click', 0.3],
      ['rating', 0.1],
    ] as const)
      close(shareOf(many, kind), share);
    const odd = events(20_000, 'mix', [5, 5, 90]);
    close(shareOf(odd, 'rating'), 0.9);
    close(shareOf(events(1_000, 'views', [1, 0, 0]), 'view'), 1);
    expect(() => events(1, 'none', [0, 1, 1])).toThrow('a mix needs views');
  });

  it.each<EngagementMix>([
    [60, 30, 10],
    [1, 1, 98],
    [1, 98, 1],
  ])('with mix %d/%d/%d: a click follows a view of its film in its session, a rating one by its user', (...mix) => {
    const viewedIn = new Set<string>();
    const viewedBy = new Set<string>();
    const sessionUser = new Map<string, number>();
    for (const { event } of events(30_000, 'sense', mix)) {
      const { session_id: session = '', user_id: user, movie_id: film } = event;
      if (event.event_type === 'rating') expect(viewedBy.has(`${user} ${film}`)).toBe(true);
      else expect(sessionUser.get(session) ?? user).toBe(user);
      if (event.event_type === 'click') expect(viewedIn.has(`${session} ${film}`)).toBe(true);
      if (event.event_type !== 'view') continue;
      sessionUser.set(session, user);
      viewedIn.add(`${session} ${film}`);
      viewedBy.add(`${user} ${film}`);
    }
  });

  it('views films by Zipf: the share of a rank falls with its power', () => {
    const rank = new Map(films.map(({ id }, at) => [id, at + 1]));
    const bins = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, films.length + 1];
    const weightOf = (from: number, to: number) => {
      let sum = 0;
      for (let at = from; at < to; at++) sum += at ** -0.9;
      return sum;
    };
    const views = many.filter(({ event }) => event.event_type === 'view');
    const total = weightOf(1, films.length + 1);
    let chiSquare = 0;
    for (const [at, from] of bins.slice(0, -1).entries()) {
      const to = bins[at + 1]!;
      const found = views.filter(({ event }) => {
        const place = rank.get(event.movie_id)!;
        return place >= from && place < to;
      }).length;
      const wanted = (views.length * weightOf(from, to)) / total;
      chiSquare += (found - wanted) ** 2 / wanted;
    }
    // 8 degrees of freedom, p = 0.001.
    expect(chiSquare).toBeLessThan(26.12);
  });
});
