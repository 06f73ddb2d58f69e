import { createServer } from 'node:net';

const host = '127.0.0.1';

/** True if nothing listens on `port` of the loopback address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A free loopback port: `preferred` if it is free, else one below the range that outgoing connections are given, so
 * that it is still free when a slow server binds it. Ports in `taken` are left out, and the answer is added to it.
 */
export async function freePort(options: { preferred?: number; taken?: Set<number> } = {}): Promise<number> {
  const taken = options.taken ?? new Set<number>();
  const isUsable = async (port: number) => !taken.has(port) && (await isPortFree(port));
  let port = options.preferred ?? 0;
  if (port === 0 || !(await isUsable(port))) {
    do port = 15_000 + Math.floor(Math.random() * 16_000);
    while (!(await isUsable(port)));
  }
  taken.add(port);
  return port;
}
