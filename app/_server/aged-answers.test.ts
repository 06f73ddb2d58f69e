import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgedAnswers, StillCounting } from './aged-answers';

/** Answers with its number after so long. */
function costly(costMs: number) {
  let asked = 0;
  return {
    ask: async () => {
      const number = ++asked;
      await new Promise((resolve) => setTimeout(resolve, costMs));
      return number;
    },
    get asked() {
      return asked;
    },
  };
}

describe('answers that may be older than their question', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());
  const later = <Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> =>
    vi.advanceTimersByTimeAsync(ms).then(() => answer);

  it('are waited for once, shared, and kept for twenty times what they cost', async () => {
    const [answers, question] = [createAgedAnswers(), costly(1_000)];
    const both = Promise.all([answers.answer('a', question.ask), answers.answer('a', question.ask)]);
    expect(await later(both, 1_000)).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(18_000);
    expect(await answers.answer('a', question.ask)).toBe(1);
    expect(question.asked).toBe(1);
  });

  it('are the old one after a quarter of a second, and the new one when it is there', async () => {
    const [answers, question] = [createAgedAnswers(), costly(1_000)];
    await later(answers.answer('a', question.ask), 1_000);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await later(answers.answer('a', question.ask), 250)).toBe(1);
    await vi.advanceTimersByTimeAsync(750);
    expect(await answers.answer('a', question.ask)).toBe(2);
    expect(question.asked).toBe(2);
  });

  it('are new where that is quick, and where the old one is much older than it should be', async () => {
    const [answers, quick, slow] = [createAgedAnswers(), costly(10), costly(1_000)];
    await later(answers.answer('a', quick.ask), 10);
    await later(answers.answer('b', slow.ask), 1_000);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(await later(answers.answer('a', quick.ask), 10)).toBe(2);
    expect(await later(answers.answer('b', slow.ask), 1_000)).toBe(2);
  });

  it('are old ones for a quarter of an hour at most where new ones take long', async () => {
    const answers = createAgedAnswers();
    await answers.answer('a', async () => 1);
    const never = () => new Promise<number>(() => {});
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await later(answers.answer('a', never), 4_000)).toBe(1);
    await vi.advanceTimersByTimeAsync(300_000);
    await Promise.all([
      expect(answers.answer('a', never)).rejects.toThrow(StillCounting),
      vi.advanceTimersByTimeAsync(4_000),
    ]);
  });

  it('are not there yet when the first one takes long, and are when it has come', async () => {
    const [answers, question] = [createAgedAnswers(), costly(10_000)];
    await Promise.all([
      expect(answers.answer('a', question.ask)).rejects.toThrow(StillCounting),
      vi.advanceTimersByTimeAsync(4_000),
    ]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await later(answers.answer('a', question.ask), 2_000)).toBe(1);
    expect(question.asked).toBe(1);
  });

  it('do not hide that asking failed, and are asked for again after it', async () => {
    const answers = createAgedAnswers();
    const fails = () => Promise.reject(new Error('away'));
    await expect(answers.answer('a', fails)).rejects.toThrow('away');
    await expect(answers.answer('a', async () => 7)).resolves.toBe(7);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(answers.answer('a', fails)).rejects.toThrow('away');
    await expect(answers.answer('a', async () => 8)).resolves.toBe(8);
  });
});
