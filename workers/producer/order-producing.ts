import { producePaced } from '@/lib/kafka/produce-paced';
import type { RecordSink } from '@/lib/kafka/record-sink';
import { systemClock } from '@/lib/kafka/system-clock';
import type { Part } from '@/lib/runtime/part';
import { createOrderGenerator } from '@/lib/streams/orders/generate';

/** The newest order may be this old while nothing is waiting for Kafka. */
const stuckAfterMs = 30_000;

export interface OrderProducing extends Part {
  readonly started: boolean;
  /** The reason when the loop makes nothing though there is room, else null. */
  stuck(): string | null;
}

/** Makes orders at the rate, without end, until it is stopped. */
export function createOrderProducing(options: {
  sink: RecordSink;
  eventsPerSecond: number;
  spreadDays: number;
  seed: string;
  onSlow: (slow: boolean) => void;
  onFailed: (error: unknown) => void;
}): OrderProducing {
  const { sink } = options;
  const orders = createOrderGenerator({ seed: options.seed, spreadDays: options.spreadDays });
  const stopping = new AbortController();
  let done: Promise<unknown> | null = null;
  let newestMs = 0;

  return {
    name: 'producing',
    get started() {
      return done !== null;
    },
    stuck() {
      if (done === null || sink.pending > 0 || performance.now() - newestMs < stuckAfterMs) return null;
      return `no order was made for ${stuckAfterMs / 1_000} s though there is room`;
    },
    async start() {
      newestMs = performance.now();
      done = producePaced({
        sink,
        eventsPerSecond: options.eventsPerSecond,
        clock: systemClock,
        signal: stopping.signal,
        next: (nowMs) => {
          newestMs = performance.now();
          const order = orders.next(nowMs);
          return { topic: 'orders', key: order.order_id, value: JSON.stringify(order), producedAtMs: nowMs };
        },
        onSlow: options.onSlow,
      }).catch(options.onFailed);
    },
    async stop() {
      stopping.abort();
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    },
  };
}
