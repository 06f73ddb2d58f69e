/** A record as the tests send it. `null` is a value that is not there at all. */
export interface TestRecord {
  readonly key: string;
  readonly value: Buffer | null;
  /** Where it must go; else the producer takes the partitions in turn. */
  readonly partition?: number;
}

/** Small seeded generator (mulberry32): numbers in [0, 1), the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const items = Array.from({ length: 40 }, (_, index) => `thing ${index}${index % 7 === 0 ? ' żółć' : ''}`);
const channels = ['web', 'mobile', 'store', 'phone', 'kiosk "north"'];
const payments = ['card', 'blik', 'transfer', 'paypal', 'cash'];
const offsetsOfZones = ['Z', '+02:00', '-05:30', '+00:00'];

/** Ways to spoil an order; what each one must be rejected as is judged by the oracle, not here. */
const spoilers: readonly ((order: Record<string, unknown>) => string)[] = [
  (order) => JSON.stringify({ ...order, unit_price: undefined }),
  (order) => JSON.stringify({ ...order, quantity: undefined }),
  (order) => JSON.stringify({ ...order, unit_price: 0 }),
  (order) => JSON.stringify({ ...order, quantity: -1 }),
  (order) => JSON.stringify({ ...order, item: '   ' }),
  (order) => JSON.stringify({ ...order, channel: 7 }),
  (order) => JSON.stringify({ ...order, currency: 'EURO' }),
  (order) => JSON.stringify({ ...order, purchased_at: '2026-13-41T00:00:00Z' }),
  (order) => JSON.stringify({ ...order, unit_price: 1.00001 }),
  (order) => JSON.stringify([order]),
  (order) => JSON.stringify(order).slice(0, 40),
];

export interface OrderSource {
  next(): TestRecord;
}

/**
 * Orders spread over the last `spreadHours`, every field drawn from `seed`; a share of `invalid` (0..1) is spoiled.
 * Times are relative to `nowMs`.
 */
export function orderSource(options: {
  seed: number;
  nowMs: number;
  spreadHours?: number;
  invalid?: number;
}): OrderSource {
  const random = seededRandom(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const spreadMs = (options.spreadHours ?? 48) * 3_600_000;
  let made = 0;
  return {
    next() {
      made += 1;
      const key = `o-${options.seed}-${made}`;
      const zone = pick(offsetsOfZones);
      const shiftMs = zone === '+02:00' ? 7_200_000 : zone === '-05:30' ? -19_800_000 : 0;
      const purchasedMs = options.nowMs - Math.floor(random() * spreadMs);
      const order: Record<string, unknown> = {
        order_id: key,
        user_id: random() < 0.5 ? `user-${Math.floor(random() * 500)}` : Math.floor(random() * 500),
        item: pick(items),
        quantity: 1 + Math.floor(random() * 5),
        unit_price: Number((0.01 + random() * 400).toFixed(random() < 0.3 ? 4 : 2)),
        currency: random() < 0.1 ? 'PLN' : 'EUR',
        channel: pick(channels),
        payment_method: pick(payments),
        purchased_at: new Date(purchasedMs + shiftMs).toISOString().replace('Z', zone),
        event_time_ms: Date.now(),
      };
      if (random() < 0.05) delete order.currency;
      if (random() < 0.02) order.note = { nested: [1, { deep: 'yes' }], text: 'line\nbreak' };
      const spoiled = options.invalid !== undefined && random() < options.invalid;
      return { key, value: Buffer.from(spoiled ? pick(spoilers)(order) : JSON.stringify(order)) };
    },
  };
}
