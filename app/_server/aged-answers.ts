/** The database spends at most a twentieth of its time on one question, however often it is asked. */
const restPerCost = 20;
const longestRestMs = 300_000;
/** So long a new answer is waited for where the old one is not much older than it may be. */
const patienceMs = 250;
/** And so long where it is, or where there is none. */
const longPatienceMs = 4_000;
const muchOlderMs = 10_000;
/** Older answers are not given any more. */
const oldestMs = 900_000;

/** There is no answer yet; the question is under way and goes on. */
export class StillCounting extends Error {
  override readonly name = 'StillCounting';
}

interface Kept {
  answer: unknown;
  answeredAtMs: number;
  costMs: number;
  underWay: Promise<unknown> | null;
}

/**
 * Keeps the answers of questions that may cost more than a viewer waits, at most `mostKept` of them: those asked for
 * last. Failures are not kept.
 */
export function createAgedAnswers(now: () => number = () => performance.now(), mostKept = 100) {
  const kept = new Map<string, Kept>();

  async function askNow<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const startedAtMs = now();
    const answer = await ask();
    kept.set(key, { answer, answeredAtMs: startedAtMs, costMs: now() - startedAtMs, underWay: null });
    while (kept.size > mostKept) kept.delete(kept.keys().next().value!);
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
    /**
     * The newest answer that is at hand soon: a quarter of a second where an old one is good enough, else four. After that
     * the old one, which says its age; where there is none, throws `StillCounting`.
     */
    async answer<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
      const entry = kept.get(key);
      const ageMs = entry === undefined ? Number.POSITIVE_INFINITY : now() - entry.answeredAtMs;
      const restMs = Math.min(longestRestMs, restPerCost * (entry?.costMs ?? 0));
      if (entry !== undefined) {
        kept.delete(key);
        kept.set(key, entry);
        if (ageMs < restMs) return entry.answer as Answer;
      }
      const newer = (entry?.underWay as Promise<Answer> | null) ?? begin(key, ask);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const instead = new Promise<Answer>((resolve, reject) => {
        const giveUp = () =>
          entry === undefined || ageMs > oldestMs
            ? reject(new StillCounting('no answer yet'))
            : resolve(entry.answer as Answer);
        timer = setTimeout(giveUp, ageMs < muchOlderMs + 2 * restMs ? patienceMs : longPatienceMs);
      });
      return Promise.race([newer, instead]).finally(() => clearTimeout(timer));
    },
  };
}
