import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEmbedParameters } from './embed-parameters';

describe('readEmbedParameters', () => {
  it('takes what is allowed and ignores names it does not know', () => {
    const read = readEmbedParameters(
      { theme: 'dark', bg: 'transparent', title: '0', stream: 'ratings', window: '60s', x: '1' },
      { live: true },
    );
    expect(read).toEqual({
      ...{ theme: 'dark', bg: 'transparent', title: false, legend: true, controls: true, axis: true, scale: 1 },
      ...{ view: 'chart', motion: 'auto', refresh: 'live', frozen: null, stamp: null },
      ...{ stream: 'ratings', window: '60s', warnings: [] },
    });
  });

  it('falls back on a bad or repeated value and says which', () => {
    const read = readEmbedParameters({ theme: 'neon', window: ['5m', '60s'] }, { live: true });
    expect(read).toMatchObject({ theme: 'auto', window: '5m' });
    expect(read.warnings).toEqual([
      'theme must be one of auto, light, dark',
      'window must be one of 5m, 60s, 15m, 60m',
    ]);
  });

  it('takes a short text as stamp', () => {
    expect(readEmbedParameters({ stamp: '27 Nov · run 7' }, { live: true }).stamp).toBe('27 Nov · run 7');
    expect(readEmbedParameters({ stamp: '' }, { live: true })).toMatchObject({ stamp: null, warnings: [] });
    expect(readEmbedParameters({ stamp: 'x'.repeat(81) }, { live: true })).toMatchObject({
      stamp: null,
      warnings: ['stamp must be a text of at most 80 characters'],
    });
  });

  it('takes a scale from 1 to 2 and the id of a snapshot, nothing near them', () => {
    const frozen = 'abcdefghijklmnopqrst_-';
    expect(readEmbedParameters({ scale: '1.25', frozen }, { live: true })).toMatchObject({ scale: 1.25, frozen });
    for (const scale of ['0.5', '2.01', '1e0', '', '3'])
      expect(readEmbedParameters({ scale }, { live: true }), scale).toMatchObject({
        scale: 1,
        warnings: ['scale must be a number from 1 to 2'],
      });
    expect(readEmbedParameters({ frozen: '../x' }, { live: true })).toMatchObject({
      frozen: null,
      warnings: ['frozen must be the id of a snapshot'],
    });
  });

  it('keeps a panel of one stream to its stream, and takes All where any would do', () => {
    expect(readEmbedParameters({ stream: 'orders' }, { live: true, stream: 'ratings' })).toMatchObject({
      stream: 'ratings',
      warnings: [],
    });
    expect(readEmbedParameters({}, { live: true })).toMatchObject({ stream: 'all' });
    expect(readEmbedParameters({ stream: 'shops' }, { live: true })).toMatchObject({
      stream: 'all',
      warnings: ['stream must be one of all, orders, ratings, engagement, movie-events, metrics'],
    });
  });

  it('leaves the window of a stored panel to the panel', () => {
    expect(readEmbedParameters({ window: '28d' }, { live: false }).warnings).toEqual([]);
  });

  it('never throws and never passes a foreign value on', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('theme', 'bg', 'title', 'window'), fc.string()), (search) => {
        const read = readEmbedParameters(search, { live: true });
        expect(['auto', 'light', 'dark']).toContain(read.theme);
        expect(['60s', '5m', '15m', '60m']).toContain(read.window);
      }),
    );
  });
});
