import type { ProducerName } from '@/lib/contracts/producer-names';
import type { ProducerLine } from '@/lib/producers/producer-line';
import { resumeRatings, writeResumeFile } from '@/lib/producers/resume-file';
import type { EventGenerator } from '@/lib/streams/event-generator';
import type { RatingGenerator } from '@/lib/streams/ratings/generate';
import { CommandFailed } from './command-failed';

/** Keeps in the outbox where the ratings' random sequence stands, and goes on from there. */
export interface Resuming {
  /** Of the run that goes on; null otherwise. */
  readonly seed: string | null;
  resume(line: ProducerLine): EventGenerator;
  follow(line: ProducerLine, generator: EventGenerator): EventGenerator;
  /** An event was taken: stores where the sequence stands once a second. */
  note(line: ProducerLine): void;
  store(line: ProducerLine): void;
}

const storeEveryMs = 1_000;

export function createResuming(producer: ProducerName, topic: string): Resuming {
  let ratings: RatingGenerator | null = null;
  let seed: string | null = null;
  let storedMs = performance.now();

  const store = (line: ProducerLine): void => {
    storedMs = performance.now();
    if (ratings === null || line.outboxDirectory === null) return;
    const { producerId } = line.sink;
    writeResumeFile(line.outboxDirectory, {
      generator: ratings.state(),
      producerId,
      accepted: line.sink.accepted(topic),
    });
  };

  return {
    get seed() {
      return seed;
    },
    resume(line) {
      const directory = line.outboxDirectory;
      if (directory === null)
        throw new CommandFailed('--resume: goes with an outbox, which keeps where a run stopped.', 2);
      const now = { producerId: line.sink.producerId, accepted: line.sink.accepted(topic) };
      ratings = resumeRatings(directory, now);
      if (ratings === null)
        throw new CommandFailed(`--resume: no run of ${producer} has left its state in ${directory}.`);
      seed = ratings.state().seed;
      store(line);
      return ratings;
    },
    follow(line, generator) {
      if (producer === 'ratings') ratings = generator as RatingGenerator;
      store(line);
      return generator;
    },
    note(line) {
      if (ratings !== null && performance.now() - storedMs > storeEveryMs) store(line);
    },
    store,
  };
}
