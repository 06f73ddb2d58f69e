/** What is cheap to ask is never older than it has to be; what is dear is asked for a twentieth of the time. */
const [leastFreshMs, mostFreshMs, costShare] = [1_000, 30_000, 20];
/** Who waits this long is not made to wait by those who ask again: they get the answer of before, up to this old. */
const [dearMs, oldestMs] = [50, 60_000];
const mostKept = 24;

interface Kept {
  value: { readonly answer: unknown; readonly madeAtMs: number; readonly costMs: number } | null;
  asking: Promise<unknown> | null;
}

/**
 * Answers that cost a reading of a whole table. While one is asked for anew, an answer of the last minute is given out;
 * failures are not kept.
 */
export function createRememberedAnswers(now: () => number = () => performance.now()) {
  const kept = new Map<string, Kept>();

  const askAgain = <Answer>(entry: Kept, ask: () => Promise<Answer>): Promise<Answer> => {
    if (entry.asking !== null) return entry.asking as Promise<Answer>;
    const startedAtMs = now();
    const asking = ask().then(
      (answer) => {
        entry.value = { answer, madeAtMs: now(), costMs: now() - startedAtMs };
        entry.asking = null;
        return answer;
      },
      (error) => {
        entry.asking = null;
        throw error;
      },
    );
    entry.asking = asking;
    return asking;
  };

  return {
    async answer<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
      const entry: Kept = kept.get(key) ?? { value: null, asking: null };
      kept.delete(key);
      kept.set(key, entry);
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
      const { value } = entry;
      if (value === null) return askAgain(entry, ask);
      const ageMs = now() - value.madeAtMs;
      if (ageMs < Math.min(mostFreshMs, Math.max(leastFreshMs, value.costMs * costShare)))
        return value.answer as Answer;
      const asked = askAgain(entry, ask);
      if (value.costMs < dearMs || ageMs > oldestMs) return asked;
      asked.catch(() => undefined);
      return value.answer as Answer;
    },
  };
}
