import { maxNesting, maxValueBytes, type RejectionCode } from '../../contracts/rejection';
import type { EventGenerator } from '../event-generator';
import { createRandom, createWeightedChoice } from '../seeded-random';
import { maxAheadMs, maxOrderValue, maxUnitPrice } from './event';
import { createOrderGenerator, type GeneratedOrder } from './generate';

interface InvalidMode {
  /** What its records are rejected as, and because of which field; empty when the whole value is at fault. */
  readonly code: RejectionCode;
  readonly fieldPath: string;
  /** How often `random` draws it; default 10. */
  readonly weight?: number;
  /** The value of a record made from a good order at `nowMs`. */
  make(order: GeneratedOrder, nowMs: number): string;
}

type Fields = { readonly [Name in keyof GeneratedOrder]?: unknown };
const having = (order: GeneratedOrder, fields: Fields): string => JSON.stringify({ ...order, ...fields });
/** A mode that gives one field a wrong value, or takes it away (undefined). */
const spoiling = (code: RejectionCode, field: keyof GeneratedOrder, value: unknown): InvalidMode => ({
  code,
  fieldPath: field,
  make: (order) => having(order, { [field]: value }),
});
/** The same for a value that JSON.stringify cannot write. */
const spoilingText = (code: RejectionCode, field: keyof GeneratedOrder, text: string): InvalidMode => ({
  code,
  fieldPath: field,
  make: (order) => having(order, { [field]: '@' }).replace('"@"', text),
});
const whole = (code: RejectionCode, make: InvalidMode['make']): InvalidMode => ({ code, fieldPath: '', make });

/** Ways in which an order can be wrong. */
export const invalidModes = {
  'missing-price': spoiling('MISSING_FIELD', 'unit_price', undefined),
  'missing-quantity': spoiling('MISSING_FIELD', 'quantity', undefined),
  'missing-item': spoiling('MISSING_FIELD', 'item', undefined),
  'missing-time': spoiling('MISSING_FIELD', 'purchased_at', undefined),
  'zero-price': spoiling('OUT_OF_RANGE', 'unit_price', 0),
  'negative-price': spoiling('OUT_OF_RANGE', 'unit_price', -9.99),
  'huge-price': spoilingText('OUT_OF_RANGE', 'unit_price', '1e400'),
  'price-decimals': spoiling('OUT_OF_RANGE', 'unit_price', 9.99999),
  'zero-quantity': spoiling('OUT_OF_RANGE', 'quantity', 0),
  'negative-quantity': spoiling('OUT_OF_RANGE', 'quantity', -1),
  'half-quantity': spoiling('WRONG_TYPE', 'quantity', 1.5),
  'too-dear': {
    code: 'OUT_OF_RANGE',
    fieldPath: 'quantity',
    make: (order) => having(order, { quantity: maxOrderValue / maxUnitPrice + 1, unit_price: maxUnitPrice }),
  },
  'blank-item': spoiling('OUT_OF_RANGE', 'item', '   '),
  'bad-currency': spoiling('OUT_OF_RANGE', 'currency', 'EURO'),
  'wrong-type': spoiling('WRONG_TYPE', 'unit_price', '9.99'),
  'bad-time': spoiling('BAD_TIME', 'purchased_at', '2026-13-41T25:00:00Z'),
  'time-without-offset': spoiling('BAD_TIME', 'purchased_at', '2026-11-22T12:00:00'),
  'future-time': {
    code: 'BAD_TIME',
    fieldPath: 'purchased_at',
    // Far enough ahead that a record which waits to be sent is still too early when it is appended.
    make: (order, nowMs) => having(order, { purchased_at: new Date(nowMs + 8 * maxAheadMs).toISOString() }),
  },
  'bad-encoding': spoilingText('BAD_ENCODING', 'item', '"half a \\ud83d pair"'),
  'not-json': whole('NOT_JSON', (order) => `order ${order.order_id}: ${order.quantity} x ${order.item}`),
  'cut-short': whole('NOT_JSON', (order) => JSON.stringify(order).slice(0, 60)),
  'too-deep': whole(
    'NOT_JSON',
    (order) => `${'['.repeat(maxNesting + 1)}${order.quantity}${']'.repeat(maxNesting + 1)}`,
  ),
  'empty-value': whole('NOT_JSON', () => ''),
  'not-an-object': whole('NOT_AN_OBJECT', (order) => JSON.stringify([order])),
  'too-large': { ...whole('TOO_LARGE', (order) => having(order, { item: 'x'.repeat(maxValueBytes) })), weight: 0.1 },
} as const satisfies Record<string, InvalidMode>;

export type InvalidModeName = keyof typeof invalidModes;
export const invalidModeNames = Object.keys(invalidModes) as readonly InvalidModeName[];

/**
 * An endless, seeded row of orders that are wrong on purpose: all in one way, or each in a way of its own (`random`,
 * in which large records are rare). The same seed gives the same records but for their times.
 */
export function createInvalidOrderGenerator(options: {
  seed: string;
  mode: InvalidModeName | 'random';
}): EventGenerator {
  const orders = createOrderGenerator({ seed: options.seed, spreadDays: 0 });
  const random = createRandom(`${options.seed} invalid`);
  const names = options.mode === 'random' ? invalidModeNames : [options.mode];
  const choose = createWeightedChoice(names.map((name) => (invalidModes[name] as InvalidMode).weight ?? 10));
  return {
    next(nowMs) {
      const order = orders.next(nowMs);
      const mode = invalidModes[names[choose(random())]!];
      return { topic: 'orders', key: order.order_id, value: mode.make(order, nowMs) };
    },
  };
}
