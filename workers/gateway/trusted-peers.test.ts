import { describe, expect, it } from 'vitest';
import { createTrustedPeers } from './trusted-peers';

describe('createTrustedPeers', () => {
  it('trusts loopback alone when nothing else is named', () => {
    const peers = createTrustedPeers([]);
    expect(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'].map((peer) => peers.includes(peer))).toEqual(
      Array(4).fill(true),
    );
    expect(['10.0.0.1', '::2', 'localhost', undefined].map((peer) => peers.includes(peer))).toEqual(
      Array(4).fill(false),
    );
  });

  it('trusts addresses, networks and, once looked up, names', async () => {
    const peers = createTrustedPeers(['10.1.0.0/16', 'fd00::/8', '192.0.2.7', 'localhost']);
    await peers.start(new AbortController().signal);
    await peers.stop();
    expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.0.2.7'].every((peer) => peers.includes(peer))).toBe(true);
    expect(['10.2.0.1', 'fe80::1', '192.0.2.8'].some((peer) => peers.includes(peer))).toBe(false);
  });
});
