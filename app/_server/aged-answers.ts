/** The database spends at most a twentieth of its time on one question, however often it is asked. */
const restPerCost = 20;
const longestRestMs = 300_000;
/** So long a new answer is waited for where there is an old one; then the old one is given, which says its age. */
const patienceMs = 250;
/** Older answers are not given any more. */
const oldestMs = 900_000;

interface Kept {
  answer: unknown;
  answeredAtMs: number;
  costMs: number;
  underWay: Promise<unknown> | null;
}

/** Keeps the answers of questions that may cost more than a viewer waits. Failures are not kept. */
export function createAgedAnswers(now: () => number = () => performance.now()) {
  const kept = new Map<string, Kept>();

  async function askNow<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const startedAtMs = now();
    const answer = await ask();
    kept.set(key, { answer, answeredAtMs: startedAtMs, costMs: now() - startedAtMs, underWay: null });
    return answer;
  }

  function begin<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const entry = kept.get(key) ?? {
      answer: undefined,
      answeredAtMs: Number.NEGATIVE_INFINITY,
      costMs: 0,
      underWay: null,
    };
    kept.set(key, entry);
    const asked = askNow(key, ask);
    entry.underWay = asked;
    asked.catch(() => {
      entry.underWay = null;
    });
    return asked;
  }

  return {
    /** The newest answer that is at hand in a quarter of a second; the first one is waited for. */
    async answer<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
      const entry = kept.get(key);
      const ageMs = entry === undefined ? Number.POSITIVE_INFINITY : now() - entry.answeredAtMs;
      if (entry !== undefined && ageMs < Math.min(longestRestMs, restPerCost * entry.costMs))
        return entry.answer as Answer;
      const newer = (entry?.underWay as Promise<Answer> | null) ?? begin(key, ask);
      if (entry === undefined || ageMs > oldestMs) return newer;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const old = new Promise<Answer>((resolve) => {
        timer = setTimeout(() => resolve(entry.answer as Answer), patienceMs);
      });
      return Promise.race([newer, old]).finally(() => clearTimeout(timer));
    },
  };
}
