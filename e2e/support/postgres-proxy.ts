import { type ProxiedPair, startTcpProxy, type TcpProxy } from './tcp-proxy';

/** `before`: the server never sees the COMMIT. `after`: it has committed, and the client never hears of it. */
export type CommitCut = 'before' | 'after';

export interface PostgresProxy extends TcpProxy {
  /** COMMITs seen on the wire since the start. */
  readonly commits: number;
  readonly cuts: Readonly<Record<CommitCut, number>>;
}

/**
 * A proxy that reads PostgreSQL's wire protocol (messages of a type byte and a length; the first has no type) and cuts
 * connections around COMMIT. `judge` is asked at each COMMIT, counted from 1; null lets it pass.
 */
export async function startPostgresProxy(options: {
  targetPort: number;
  judge: (commit: number) => CommitCut | null;
}): Promise<PostgresProxy> {
  const cuts: Record<CommitCut, number> = { before: 0, after: 0 };
  let commits = 0;
  const proxy = await startTcpProxy({
    targetPort: options.targetPort,
    onConnection(pair: ProxiedPair) {
      const sawCommit = commitWatcher();
      let cutAtAnswer = false;
      return {
        fromClient(bytes) {
          if (!sawCommit(bytes)) return 'pass';
          commits += 1;
          const cut = options.judge(commits);
          if (cut !== 'before') {
            cutAtAnswer = cut === 'after';
            return 'pass';
          }
          cuts.before += 1;
          pair.cut();
          return 'swallow';
        },
        fromServer() {
          if (!cutAtAnswer) return 'pass';
          cuts.after += 1;
          pair.cut();
          return 'swallow';
        },
      };
    },
  });
  return Object.defineProperties(proxy as PostgresProxy, {
    commits: { get: () => commits },
    cuts: { get: () => cuts },
  });
}

/** Follows one client's stream; true when the piece holds a whole COMMIT, simple (`Q`) or prepared (`P`). */
export function commitWatcher(): (bytes: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0);
  let greeted = false;
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let found = false;
    for (;;) {
      const typeBytes = greeted ? 1 : 0;
      if (rest.length < typeBytes + 4) return found;
      const end = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < end) return found;
      if (greeted && /^(Q|P)$/.test(String.fromCharCode(rest[0]!)))
        found ||= /^(?:[^\0]*\0)?COMMIT\0/i.test(rest.toString('latin1', 5, Math.min(end, 100)));
      greeted = true;
      rest = rest.subarray(end);
    }
  };
}
