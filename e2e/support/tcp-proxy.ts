import { createConnection, createServer, type Socket } from 'node:net';

/** One client connection and the server connection behind it. */
export interface ProxiedPair {
  readonly client: Socket;
  readonly server: Socket;
  /** Ends both at once, without a farewell. */
  cut(): void;
}

/** `pass` sends the bytes on, `swallow` drops them. The hook may cut the pair itself. */
export type Decision = 'pass' | 'swallow';

export interface TcpProxy {
  readonly port: number;
  readonly open: number;
  cutAll(): void;
  close(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 whose hooks see every piece of either direction before it is sent on. */
export async function startTcpProxy(options: {
  targetPort: number;
  onConnection?: (pair: ProxiedPair) => {
    fromClient?: (bytes: Buffer) => Decision;
    fromServer?: (bytes: Buffer) => Decision;
  };
}): Promise<TcpProxy> {
  const pairs = new Set<ProxiedPair>();
  const listener = createServer({ allowHalfOpen: false }, (client) => {
    const server = createConnection({ host: '127.0.0.1', port: options.targetPort });
    const pair: ProxiedPair = {
      client,
      server,
      cut() {
        pairs.delete(pair);
        client.resetAndDestroy();
        server.resetAndDestroy();
      },
    };
    pairs.add(pair);
    client.setNoDelay(true);
    server.setNoDelay(true);
    const hooks = options.onConnection?.(pair) ?? {};
    client.on('data', (bytes) => {
      if ((hooks.fromClient?.(bytes) ?? 'pass') === 'pass' && !server.destroyed) server.write(bytes);
    });
    server.on('data', (bytes) => {
      if ((hooks.fromServer?.(bytes) ?? 'pass') === 'pass' && !client.destroyed) client.write(bytes);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const cutAll = (): void => {
    for (const pair of [...pairs]) pair.cut();
  };
  return {
    port: address.port,
    get open() {
      return pairs.size;
    },
    cutAll,
    async close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      cutAll();
      await closed;
    },
  };
}
