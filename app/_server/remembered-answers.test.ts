import { describe, expect, it } from 'vitest';
import { createRememberedAnswers } from './remembered-answers';

/** A clock that stands still, and a question that takes `costMs` of it and answers with the count of its askings. */
function scene(costMs: number) {
  let nowMs = 0;
  let asked = 0;
  const remembered = createRememberedAnswers(() => nowMs);
  return {
    pass: (ms: number) => {
      nowMs += ms;
    },
    ask: (key = 'a') =>
      remembered.answer(key, async () => {
        asked++;
        nowMs += costMs;
        return asked;
      }),
    asked: () => asked,
    remembered,
  };
}

describe('remembered answers', () => {
  it('a cheap answer is a second old at most', async () => {
    const { ask, pass } = scene(5);
    expect(await ask()).toBe(1);
    pass(990);
    expect(await ask()).toBe(1);
    pass(20);
    expect(await ask()).toBe(2);
  });

  it('a dear one is asked for a twentieth of the time, and nobody waits for it again', async () => {
    const { ask, pass } = scene(200);
    expect(await ask()).toBe(1);
    pass(3_990);
    expect(await ask()).toBe(1);
    pass(20);
    expect(await ask()).toBe(1);
    await Promise.resolve();
    expect(await ask()).toBe(2);
  });

  it('one over a minute old is not given out', async () => {
    const { ask, pass } = scene(200);
    await ask();
    pass(60_001);
    expect(await ask()).toBe(2);
  });

  it('who asks while it is under way shares it; a failure is not kept', async () => {
    const remembered = createRememberedAnswers();
    let asked = 0;
    const fail = () => remembered.answer('a', () => Promise.reject(new Error(`no ${++asked}`)));
    await Promise.all([expect(fail()).rejects.toThrow('no 1'), expect(fail()).rejects.toThrow('no 1')]);
    await expect(fail()).rejects.toThrow('no 2');
  });

  it('questions are kept apart, and only the last 24', async () => {
    const { ask, asked } = scene(1);
    for (let at = 0; at < 25; at++) await ask(`question ${at}`);
    await ask('question 24');
    expect(asked()).toBe(25);
    await ask('question 0');
    expect(asked()).toBe(26);
  });
});
