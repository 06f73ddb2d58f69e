import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawTurns } from './draw-turns';

describe('DrawTurns', () => {
  let frames: (() => void)[] = [];
  const nextFrame = () => frames.splice(0).forEach((frame) => void frame());

  beforeEach(() => {
    frames = [];
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('draws one chart per animation frame', () => {
    const turns = new DrawTurns();
    const drawn: string[] = [];
    for (const name of ['a', 'b', 'c']) turns.register(() => drawn.push(name));
    turns.request();
    vi.advanceTimersByTime(0);
    for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      nextFrame();
      expect(drawn).toEqual(expected);
    }
    nextFrame();
    expect(drawn).toHaveLength(3);
  });

  it('holds at most two rounds a second, however often it is asked', () => {
    const turns = new DrawTurns();
    const draw = vi.fn();
    turns.register(draw);
    for (let ms = 0; ms < 2_000; ms += 10) {
      turns.request();
      vi.advanceTimersByTime(10);
      nextFrame();
    }
    expect(draw.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(draw.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('draws at once where it matters, and a chart that left no more', () => {
    const turns = new DrawTurns();
    const draw = vi.fn();
    const leave = turns.register(draw);
    turns.request();
    vi.advanceTimersByTime(0);
    nextFrame();
    turns.request(true);
    vi.advanceTimersByTime(0);
    nextFrame();
    expect(draw).toHaveBeenCalledTimes(2);
    turns.request(true);
    leave();
    vi.advanceTimersByTime(1_000);
    nextFrame();
    expect(draw).toHaveBeenCalledTimes(2);
  });
});
