import { describe, expect, it } from 'vitest';
import { maxValueBytes } from '@/lib/contracts/rejection';
import { streamNames, streams } from '@/lib/contracts/streams';
import { producerKind } from '@/lib/producers/producer-kinds';
import { createTopicJudge } from './topic-judge';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const allTopics = streamNames.flatMap((name) => streams[name].topics);

describe('the judge of a topic', () => {
  it.each(allTopics)(
    'takes from %s what its producer makes, with the time of its making, and rejects the rest',
    (topic) => {
      const judge = createTopicJudge(topic)!;
      const judged = (text: string | null) =>
        judge.judge({ value: text === null ? null : Buffer.from(text), appendedAtMs: nowMs + 5, producedAtMs: nowMs });
      for (const name of ['orders', 'ratings', 'engagement', 'movie-events'] as const) {
        const kind = producerKind(name);
        if (!kind.topics.some((own) => own === topic)) continue;
        const generator = kind.createGenerator({ seed: topic });
        for (let n = 0; n < 3_000; n++) {
          const event = generator.next(nowMs);
          if (event.topic === topic) expect(judged(event.value)).toEqual({ rejection: null, eventTimeMs: nowMs });
        }
      }
      expect(judged('{"no": "event"}').rejection?.code).toBeDefined();
      expect(judged('[]').rejection?.code).toBe('NOT_AN_OBJECT');
      expect(judged(null)).toMatchObject({ rejection: { code: 'NOT_JSON' }, eventTimeMs: Number.NaN });
      expect(judged('x'.repeat(maxValueBytes + 1)).rejection?.code).toBe('TOO_LARGE');
    },
  );

  it('is there for no topic of others', () => {
    expect(createTopicJudge('control')).toBe(null);
    expect(createTopicJudge('somebody.else')).toBe(null);
  });
});
