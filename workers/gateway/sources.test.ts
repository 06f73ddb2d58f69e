import { describe, expect, it } from 'vitest';
import { madeConsumer, madeProducer } from './made-samples';
import { Sources } from './sources';

const worker = (source: string, atMs: number) =>
  madeConsumer({ sequence: atMs, source, fromMs: atMs - 1_000, toMs: atMs });

/** Workers speak each second while `alive` says so; returns the count at the end. */
function run(seconds: number, alive: (source: string, second: number) => boolean) {
  const sources = new Sources();
  for (let second = 1; second <= seconds; second++) {
    for (const name of ['one', 'two', 'three'])
      if (alive(name, second)) sources.addConsumer(worker(name, second * 1_000), second * 1_000);
    sources.advance(second * 1_000 + 10);
  }
  return sources.workerCount(seconds * 1_000 + 10);
}

describe('Sources', () => {
  it('misses a worker that died, for as long as nobody replaces it', () => {
    expect(run(60, (name, second) => name === 'one' || (name === 'two' && second < 40))).toEqual({ up: 1, known: 2 });
  });

  it('does not count a dead worker and its replacement as three', () => {
    const alive = (name: string, second: number): boolean =>
      name === 'one' || (name === 'two' ? second < 40 : second >= 41);
    expect(run(60, alive)).toEqual({ up: 2, known: 2 });
  });

  it('does not miss a worker that said it stops', () => {
    const sources = new Sources();
    for (let second = 1; second <= 20; second++) {
      for (const name of ['one', 'two']) sources.addConsumer(worker(name, second * 1_000), second * 1_000);
      sources.advance(second * 1_000);
    }
    sources.stop('two');
    sources.advance(21_000);
    expect(sources.workerCount(21_000)).toEqual({ up: 1, known: 1 });
  });

  it('counts producers that run and that spoke lately', () => {
    const sources = new Sources();
    sources.addProducer(madeProducer({ sequence: 1, fromMs: 0, toMs: 10_000, source: 'a' }), 10_000);
    sources.addProducer(madeProducer({ sequence: 1, fromMs: 0, toMs: 10_000, source: 'b', state: 'stopped' }), 10_000);
    sources.addProducer(madeProducer({ sequence: 1, fromMs: 0, toMs: 1_000, source: 'c' }), 1_000);
    expect(sources.producerCount(11_000, ['orders'])).toEqual({ sending: 1, known: 3 });
    expect(sources.producerCount(11_000, [])).toBeNull();
  });

  it('says how far the clock of a source is off by its quickest sample', () => {
    const sources = new Sources();
    for (const delay of [40, 5, 90]) sources.addDelay('good', 1_000, 1_000 + delay);
    expect(sources.clockSkewMs(2_000)).toBe(5);
    for (const delay of [-700, -650]) sources.addDelay('ahead', 1_000, 1_000 + delay);
    expect(sources.clockSkewMs(2_000)).toBe(-700);
  });
});
