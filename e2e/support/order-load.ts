import type { Producer } from 'kafkajs';
import { type NumberedProducer, numberedProducer } from './numbered-producer';
import { orderSource, type TestRecord } from './order-records';

/** Records that keep coming until they are stopped. */
export interface Load {
  readonly sent: number;
  readonly copies: number;
  /** Goes on until at least `atLeast` records were sent, without pacing if it is behind; then ends. */
  finish(atLeast: number): Promise<void>;
  /** Ends without sending more; for clean-up. */
  abort(): Promise<void>;
}

export type OrderLoad = Load;

const sliceMs = 50;

/** Sends at `perSecond` in slices of 50 ms; every 40th slice is sent twice, so that copies are dropped under every fault. */
export function startLoad(options: {
  producer: Producer;
  perSecond: number;
  source: { next(): TestRecord };
  topic?: string;
  /** Of the topic; default 6. */
  partitions?: number;
}): Load {
  const { producer, source, topic = 'orders', partitions = 6 } = options;
  const numbered: NumberedProducer = numberedProducer({ producer, topic, partitions, persistent: true });
  const perSlice = Math.max(1, Math.round((options.perSecond * sliceMs) / 1_000));
  let copies = 0;
  let target: number | null = null;
  let aborted = false;

  const run = async (): Promise<void> => {
    for (let slice = 1; !aborted && (target === null || numbered.accepted < target); slice += 1) {
      const size = target === null ? perSlice : Math.min(500, target - numbered.accepted);
      await numbered.send(Array.from({ length: size }, () => source.next()));
      if (slice % 40 === 0) {
        await numbered.sendAgain();
        copies += size;
      }
      if (target === null) await new Promise((resolve) => setTimeout(resolve, sliceMs));
    }
  };
  const running = run();
  running.catch(() => undefined);

  return {
    get sent() {
      return numbered.accepted;
    },
    get copies() {
      return copies;
    },
    async finish(atLeast) {
      target = atLeast;
      await running;
    },
    async abort() {
      aborted = true;
      await running.catch(() => undefined);
    },
  };
}

/** The same with orders, two in a hundred of them invalid. */
export function startOrderLoad(options: {
  producer: Producer;
  perSecond: number;
  seed: number;
  invalid?: number;
}): Load {
  const { producer, perSecond, seed, invalid = 0.02 } = options;
  return startLoad({ producer, perSecond, source: orderSource({ seed, nowMs: Date.now(), invalid }) });
}
