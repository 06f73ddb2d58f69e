import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHostMessage, searchAfter } from './embed-messages';

const allowed = ['theme', 'window'];

describe('readHostMessage', () => {
  it('understands the plain words of reveal.js', () => {
    expect(readHostMessage('slide:stop', allowed)).toEqual({ type: 'away', away: true });
    expect(readHostMessage('slide:start', allowed)).toEqual({ type: 'away', away: false });
  });

  it('takes of a set only names and values that may be', () => {
    const params = { theme: 'dark', window: null, frozen: 'x', stream: 'a', __proto__: null };
    expect(readHostMessage({ type: 'set', params }, allowed)).toEqual({
      type: 'set',
      parameters: { theme: 'dark', window: null },
    });
    expect(readHostMessage({ type: 'set', params: { theme: 'x'.repeat(201) } }, allowed)).toBeNull();
    expect(readHostMessage({ type: 'set', params: { theme: { toString: () => 'dark' } } }, allowed)).toBeNull();
    expect(readHostMessage({ type: 'set' }, allowed)).toBeNull();
  });

  it('understands freeze and hello', () => {
    expect(readHostMessage({ type: 'freeze' }, allowed)).toEqual({ type: 'freeze' });
    expect(readHostMessage({ type: 'hello' }, allowed)).toEqual({ type: 'hello' });
  });

  it('makes nothing of anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const known = typeof data === 'object' && data !== null && 'type' in data;
        fc.pre(!known);
        expect(readHostMessage(data, allowed)).toBeNull();
      }),
    );
    expect(readHostMessage({ type: 'close' }, allowed)).toBeNull();
  });
});

describe('searchAfter', () => {
  it('sets, replaces and takes away', () => {
    expect(searchAfter('?theme=light&channel=web&channel=app', { theme: 'dark', channel: 'store' })).toBe(
      '?theme=dark&channel=store',
    );
    expect(searchAfter('?theme=light', { theme: null })).toBe('');
  });
});
