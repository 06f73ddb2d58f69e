import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveWindows } from '@/lib/contracts/live-frame';
import { liveStreams } from './shown-streams';
import { addressOfView, defaultView, readLiveView } from './view-search';

describe('the view in an address', () => {
  it('leads back to itself, and the default needs no word', () => {
    for (const stream of liveStreams)
      for (const window of liveWindows)
        expect(readLiveView(new URLSearchParams(addressOfView({ stream, window })))).toEqual({ stream, window });
    expect(addressOfView(defaultView)).toBe('');
  });

  it('falls back to the default on whatever it does not know', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (stream, window) => {
        const view = readLiveView(new URLSearchParams({ stream, window }));
        expect(liveStreams).toContain(view.stream);
        expect(liveWindows).toContain(view.window);
      }),
    );
    expect(readLiveView(new URLSearchParams('stream=shops&window=2h'))).toEqual(defaultView);
  });
});
