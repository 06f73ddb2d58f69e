/** Work that pauses now and then, so that a process can do something else in between. */
export type LongWork<Result> = Generator<void, Result>;

/** Does it without a pause. */
export function finishWork<Result>(work: LongWork<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
