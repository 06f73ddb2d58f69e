import type { TopicName } from '../contracts/topics';

/** A record as a generator makes it. */
export interface GeneratedEvent {
  readonly topic: TopicName;
  readonly key: string;
  /** JSON, always valid by the stream's contract (unless the generator is for wrong events). */
  readonly value: string;
}

/** Makes a pipeline's events. The same seed gives the same events but for their times. */
export interface EventGenerator {
  /** `nowMs` is the emission time, Unix ms. */
  next(nowMs: number): GeneratedEvent;
}
