import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Part } from '@/lib/runtime/part';

export interface TrustedPeers extends Part {
  /** True for loopback and for what GATEWAY_TRUSTED_PEERS names. */
  includes(address: string | undefined): boolean;
}

const refreshMs = 30_000;

function addTo(list: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}

/** `entries`: addresses, networks (10.0.0.0/8) and host names; names are looked up at the start and each 30 s. */
export function createTrustedPeers(entries: readonly string[]): TrustedPeers {
  const fixed = ['127.0.0.0/8', '::1', ...entries.filter((entry) => isIP(entry.split('/')[0] ?? '') !== 0)];
  const names = entries.filter((entry) => !fixed.includes(entry));
  let trusted = listOf(fixed);
  let timer: NodeJS.Timeout | null = null;

  function listOf(addresses: readonly string[]): BlockList {
    const list = new BlockList();
    for (const address of addresses) addTo(list, address);
    return list;
  }

  const refresh = async (): Promise<void> => {
    const found = await Promise.all(names.map((name) => lookup(name, { all: true }).catch(() => [])));
    trusted = listOf([...fixed, ...found.flat().map(({ address }) => address)]);
  };

  return {
    name: 'trusted peers',
    includes(address) {
      if (address === undefined) return false;
      const plain = address.replace(/^::ffff:/i, '');
      const family = isIP(plain);
      return family !== 0 && trusted.check(plain, family === 6 ? 'ipv6' : 'ipv4');
    },
    async start() {
      if (names.length === 0) return;
      await refresh();
      timer = setInterval(() => void refresh(), refreshMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
    },
  };
}
