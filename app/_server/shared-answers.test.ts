import { describe, expect, it } from 'vitest';
import { createSharedAnswers } from './shared-answers';

function scene() {
  let nowMs = 0;
  let asked = 0;
  const shared = createSharedAnswers(() => nowMs);
  const ask = (key = 'a') => shared.answer(key, async () => ++asked);
  return { ask, shared, wait: (ms: number) => (nowMs += ms), asked: () => asked };
}

describe('shared answers', () => {
  it('asks once a second, however many want to know', async () => {
    const { ask, wait, asked } = scene();
    expect(await Promise.all([ask(), ask(), ask('b')])).toEqual([1, 1, 2]);
    wait(999);
    expect(await ask()).toBe(1);
    wait(1);
    expect(await ask()).toBe(3);
    expect(asked()).toBe(3);
  });

  it('lets those who come later wait for a slow answer instead of asking again', async () => {
    const { shared, wait } = scene();
    let finish = (_: string): void => undefined;
    const slow = shared.answer('slow', () => new Promise<string>((resolve) => (finish = resolve)));
    wait(5_000);
    const second = shared.answer('slow', async () => 'another');
    finish('the first');
    expect(await Promise.all([slow, second])).toEqual(['the first', 'the first']);
  });

  it('does not keep a failure', async () => {
    const { shared } = scene();
    const failing = shared.answer('x', () => Promise.reject(new Error('away')));
    await expect(failing).rejects.toThrow('away');
    expect(await shared.answer('x', async () => 'back')).toBe('back');
  });

  it('keeps a bounded number of answers', async () => {
    const { ask, asked } = scene();
    for (let n = 0; n < 300; n++) await ask(`key ${n}`);
    expect(await ask('key 299')).toBe(300);
    await ask('key 0');
    expect(asked()).toBe(301);
  });
});
