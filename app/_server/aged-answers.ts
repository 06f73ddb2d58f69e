/** The database spends at most a twentieth of its time on one question, however often it is asked. */
const restPerCost = 20;
const longestRestMs = 300_000;
/** So long a new answer is waited for where there is an old one; then the old one is given, which says its age. */
const patienceMs = 250;
/** So long the first answer, or one in place of a very old one, is waited for. */
const firstPatienceMs = 4_000;
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
    /**
     * The newest answer that is at hand in a quarter of a second. Where there is none it is waited for; throws
     * `StillCounting` when that takes long.
     */
    async answer<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
      const entry = kept.get(key);
      const ageMs = entry === undefined ? Number.POSITIVE_INFINITY : now() - entry.answeredAtMs;
      if (entry !== undefined && ageMs < Math.min(longestRestMs, restPerCost * entry.costMs))
        return entry.answer as Answer;
      const newer = (entry?.underWay as Promise<Answer> | null) ?? begin(key, ask);
      const isOld = entry === undefined || ageMs > oldestMs;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const instead = new Promise<Answer>((resolve, reject) => {
        timer = isOld
          ? setTimeout(() => reject(new StillCounting('no answer yet')), firstPatienceMs)
          : setTimeout(() => resolve(entry.answer as Answer), patienceMs);
      });
      return Promise.race([newer, instead]).finally(() => clearTimeout(timer));
    },
  };
}
