import { connect } from 'node:net';

const patienceMs = 5_000;

/** null if something listens at host:port, else the reason. */
function tryToReach(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(patienceMs, () => settle(`no answer within ${patienceMs / 1_000} s`));
    socket.once('connect', () => settle(null));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
  });
}

/** Throws with the address and the variable unless at least one of `addresses` (host:port) can be reached. */
export async function requireReachable(variable: string, addresses: readonly string[]): Promise<void> {
  const reasons = await Promise.all(
    addresses.map(async (address) => {
      const { hostname, port } = new URL(`tcp://${address}`);
      const reason = await tryToReach(hostname.replace(/^\[|\]$/g, ''), Number(port));
      return reason === null ? null : `${address} (${reason})`;
    }),
  );
  if (reasons.includes(null)) return;
  throw new Error(
    `${variable} names ${reasons.join(', ')}, and nothing answers there. Start it, correct ${variable}, or unset it to embed one.`,
  );
}

/** host:port of a PostgreSQL address. */
export function addressOfDatabase(databaseUrl: string): string {
  const { hostname, port } = new URL(databaseUrl);
  return `${hostname}:${port === '' ? 5432 : port}`;
}
