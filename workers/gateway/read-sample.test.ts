import { describe, expect, it } from 'vitest';
import { madeConsumer, madeLag, madePart } from './made-samples';
import { parseView } from './parse-view';
import { readSample } from './read-sample';

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('readSample', () => {
  it('reads back samples of the contract', () => {
    const part = madePart({ from: 0, to: 3, committedAtMs: 5_000 });
    for (const sample of [
      madeConsumer({ sequence: 1, fromMs: 1, toMs: 2, parts: [part] }),
      madeLag({ sequence: 1, sampledAtMs: 5, end: 7, cursor: null }),
    ])
      expect(readSample(bytes(sample))).toEqual({ outcome: 'sample', sample });
  });

  it('knows a sample of somebody else', () => {
    expect(readSample(bytes({ metric: 'rmse', value: 0.9, timestamp: 1_700_000_000_000 })).outcome).toBe('foreign');
  });

  it.each([
    null,
    Buffer.from(''),
    Buffer.from('{"v":1'),
    bytes([]),
    bytes(null),
    bytes({ ...madeConsumer({ sequence: 1, fromMs: 1, toMs: 2 }), v: 2 }),
    bytes({ ...madeConsumer({ sequence: 1, fromMs: 1, toMs: 2 }), owned: [{ topic: 'orders', partition: -1 }] }),
  ])('rejects %s with a sentence', (value) => {
    const read = readSample(value);
    expect(read.outcome).toBe('rejected');
    if (read.outcome === 'rejected') expect(read.sentence).not.toBe('');
  });
});

describe('parseView', () => {
  it('names the parameter that is wrong and what is allowed', () => {
    expect(parseView('all', '5m')).toEqual({ view: { stream: 'all', window: '5m' } });
    expect(parseView('shops', '5m')).toMatchObject({
      parameter: 'stream',
      sentence: expect.stringContaining('orders'),
    });
    expect(parseView('orders', '7m')).toMatchObject({ parameter: 'window', sentence: expect.stringContaining('60s') });
    expect(parseView(null, undefined)).toMatchObject({ parameter: 'stream' });
    expect(parseView({ toString: () => 'all' }, '5m')).toMatchObject({ parameter: 'stream' });
  });
});
