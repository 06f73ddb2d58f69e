import { maxValueBytes, type Rejection } from '@/lib/contracts/rejection';
import { streamOfTopic } from '@/lib/contracts/streams';
import { createStreamRegistry } from '@/lib/streams/registry';

export interface Verdict {
  /** null = the worker folds it. */
  readonly rejection: Rejection | null;
  /** The event's own time, Unix ms; NaN after a rejection. */
  readonly eventTimeMs: number;
}

/** Judges records of one of our topics as the worker does: by the stream's own fold, whose sums are thrown away. */
export interface TopicJudge {
  judge(record: {
    readonly value: Buffer | null;
    readonly appendedAtMs: number;
    readonly producedAtMs: number;
  }): Verdict;
}

const mostCells = 10_000;
const oneInMany = 10_000;

/** null for a topic that no stream of ours reads. */
export function createTopicJudge(topic: string): TopicJudge | null {
  const stream = streamOfTopic(topic);
  if (stream === null) return null;
  const fold = createStreamRegistry()[stream.name].createFold(topic);
  let sinceTake = 0;
  return {
    judge({ value, appendedAtMs, producedAtMs }) {
      if (value !== null && value.length > maxValueBytes)
        return { rejection: tooLarge(value.length), eventTimeMs: Number.NaN };
      const rejection = fold.fold(
        value ?? Buffer.alloc(0),
        value === null ? -1 : 0,
        value === null ? -1 : value.length,
        {
          appendedAtMs,
          producedAtMs,
        },
      );
      if (++sinceTake >= oneInMany || fold.cells > mostCells) {
        fold.take();
        sinceTake = 0;
      }
      return { rejection, eventTimeMs: rejection === null ? fold.eventTimeMs : Number.NaN };
    },
  };
}

const tooLarge = (bytes: number): Rejection => ({
  code: 'TOO_LARGE',
  fieldPath: '',
  sentence: `The value has ${bytes} bytes: send at most ${maxValueBytes}.`,
});
