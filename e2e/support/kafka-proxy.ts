import { startTcpProxy, type TcpProxy } from './tcp-proxy';

const produceKey = 0;

export interface KafkaProxy extends TcpProxy {
  /** Produce responses that the client never got. */
  readonly cuts: number;
}

/**
 * A proxy that reads Kafka's framing (length, then api key, version, correlation id) and cuts the connection when the
 * broker answers a produce request: the records are in the log and their sender does not know.
 */
export async function startKafkaProxy(options: {
  targetPort: number;
  /** Asked once per produce response, counted from 1. */
  isCut: (response: number) => boolean;
}): Promise<KafkaProxy> {
  let responses = 0;
  let cuts = 0;
  const proxy = await startTcpProxy({
    targetPort: options.targetPort,
    onConnection(pair) {
      const awaited = new Set<number>();
      const requests = frameReader((frame) => {
        if (frame.readInt16BE(0) === produceKey) awaited.add(frame.readInt32BE(4));
      });
      let cutting = false;
      const answers = frameReader((frame) => {
        if (!awaited.delete(frame.readInt32BE(0))) return;
        responses += 1;
        if (options.isCut(responses)) cutting = true;
      });
      return {
        fromClient(bytes) {
          requests(bytes);
          return 'pass';
        },
        fromServer(bytes) {
          answers(bytes);
          if (!cutting) return 'pass';
          cuts += 1;
          pair.cut();
          return 'swallow';
        },
      };
    },
  });
  return Object.defineProperty(proxy as KafkaProxy, 'cuts', { get: () => cuts });
}

/** Calls `onFrame` for each whole frame of a stream that comes in pieces. */
function frameReader(onFrame: (frame: Buffer) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      onFrame(rest.subarray(4, end));
      rest = rest.subarray(end);
    }
  };
}
