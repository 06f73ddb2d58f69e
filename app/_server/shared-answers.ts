const freshForMs = 1_000;
const mostKept = 200;

interface Kept {
  readonly answer: Promise<unknown>;
  readonly askedAtMs: number;
  finished: boolean;
}

/** Lets everybody who asks the same within a second, or while the answer is under way, share it. Failures are not kept. */
export function createSharedAnswers(now: () => number = () => performance.now()) {
  const kept = new Map<string, Kept>();

  const dropOld = (): void => {
    for (const [key, { askedAtMs, finished }] of kept)
      if (finished && now() - askedAtMs >= freshForMs) kept.delete(key);
    while (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
  };

  return {
    answer<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
      const known = kept.get(key);
      if (known !== undefined && (!known.finished || now() - known.askedAtMs < freshForMs))
        return known.answer as Promise<Answer>;
      dropOld();
      kept.delete(key);
      const answer = ask();
      const entry: Kept = { answer, askedAtMs: now(), finished: false };
      kept.set(key, entry);
      const forget = () => kept.get(key) === entry && kept.delete(key);
      answer.then(() => {
        entry.finished = true;
      }, forget);
      return answer;
    },
  };
}
