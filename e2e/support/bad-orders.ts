import type { TestRecord } from './order-records';

/** A record the contract refuses, and what it must be refused as. */
export interface BadRecord extends TestRecord {
  readonly name: string;
  readonly code: string;
  readonly fieldPath: string;
}

const good = {
  order_id: 'o-1',
  user_id: 'u-1',
  item: 'thing',
  quantity: 2,
  unit_price: 9.99,
  channel: 'web',
  payment_method: 'card',
  purchased_at: '2026-03-01T10:00:00Z',
  event_time_ms: 1_772_359_200_000,
};
const goodText = JSON.stringify(good);
const without = (name: string) => JSON.stringify({ ...good, [name]: undefined });
const having = (fields: Record<string, unknown>) => JSON.stringify({ ...good, ...fields });
const raw = (name: string, json: string) =>
  goodText.replace(new RegExp(`"${name}":("[^"]*"|[^,}]*)`), `"${name}":${json}`);
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

const table: readonly (readonly [name: string, value: Buffer | string | null, code: string, fieldPath: string])[] = [
  ['a null value', null, 'NOT_JSON', ''],
  ['an empty value', '', 'NOT_JSON', ''],
  ['text that is not JSON', 'hello, world', 'NOT_JSON', ''],
  ['JSON cut short', goodText.slice(0, -20), 'NOT_JSON', ''],
  ['nesting of 5,000', '['.repeat(5_000) + ']'.repeat(5_000), 'NOT_JSON', ''],
  ['nesting of 5,000 in a field', raw('item', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`), 'NOT_JSON', ''],
  ['a NUL byte', bytes('{"order_id":"a', [0], 'b"}'), 'BAD_ENCODING', ''],
  ['an escaped NUL', raw('item', '"a\\u0000b"'), 'BAD_ENCODING', 'item'],
  ['a lone surrogate', raw('channel', '"\\ud800"'), 'BAD_ENCODING', 'channel'],
  ['bad UTF-8', bytes('{"order_id":"', [0xc3, 0x28], '"}'), 'BAD_ENCODING', ''],
  ['2 MiB', having({ note: 'x'.repeat(2_097_152) }), 'TOO_LARGE', ''],
  ['a price of 1e400', raw('unit_price', '1e400'), 'OUT_OF_RANGE', 'unit_price'],
  ['a quantity of 1e400', raw('quantity', '1e400'), 'OUT_OF_RANGE', 'quantity'],
  ['a user id over 2^53', raw('user_id', '9007199254740993'), 'OUT_OF_RANGE', 'user_id'],
  ['a quantity over 2^53', raw('quantity', '9007199254740993'), 'OUT_OF_RANGE', 'quantity'],
  ['an event time over 2^53', raw('event_time_ms', '90071992547409930'), 'OUT_OF_RANGE', 'event_time_ms'],
  ['an array on top', `[${goodText}]`, 'NOT_AN_OBJECT', ''],
  ['a number on top', '7', 'NOT_AN_OBJECT', ''],
  ['null on top', 'null', 'NOT_AN_OBJECT', ''],
  ['fields only inherited through __proto__', `{"__proto__":${goodText}}`, 'MISSING_FIELD', 'order_id'],
  ['year 275760', having({ purchased_at: '+275760-09-13T00:00:00.000Z' }), 'BAD_TIME', 'purchased_at'],
  ['year 9999', having({ purchased_at: '9999-01-01T00:00:00Z' }), 'BAD_TIME', 'purchased_at'],
  ['a time without an offset', having({ purchased_at: '2026-03-01T10:00:00' }), 'BAD_TIME', 'purchased_at'],
  ['no price', without('unit_price'), 'MISSING_FIELD', 'unit_price'],
  ['no purchase time', without('purchased_at'), 'MISSING_FIELD', 'purchased_at'],
  ['a price of zero', having({ unit_price: 0 }), 'OUT_OF_RANGE', 'unit_price'],
  ['a negative quantity', having({ quantity: -1 }), 'OUT_OF_RANGE', 'quantity'],
  ['five decimals', having({ unit_price: 1.00001 }), 'OUT_OF_RANGE', 'unit_price'],
  ['a blank item', having({ item: ' \t ' }), 'OUT_OF_RANGE', 'item'],
  ['an order of more than 100,000,000', having({ quantity: 1_000_000, unit_price: 1000 }), 'OUT_OF_RANGE', 'quantity'],
  ['half a piece', having({ quantity: 1.5 }), 'WRONG_TYPE', 'quantity'],
  ...Object.entries({ order_id: 7, user_id: true, item: [], quantity: '2', unit_price: '9.99', currency: 5 }).map(
    ([field, value]) => [`a wrong type of ${field}`, having({ [field]: value }), 'WRONG_TYPE', field] as const,
  ),
  ...Object.entries({ channel: null, payment_method: {}, purchased_at: 0, event_time_ms: 'now' }).map(
    ([field, value]) => [`a wrong type of ${field}`, having({ [field]: value }), 'WRONG_TYPE', field] as const,
  ),
];

export const badOrders: readonly BadRecord[] = table.map(([name, value, code, fieldPath]) => ({
  name,
  key: `bad: ${name}`,
  value: typeof value === 'string' ? Buffer.from(value) : value,
  code,
  fieldPath,
}));

/** Odd, and still orders. */
export const oddButGoodOrders: readonly TestRecord[] = [
  `{"__proto__":{"polluted":true},${goodText.slice(1)}`,
  `{"constructor":{"prototype":{"quantity":9}},${goodText.slice(1)}`,
  `{"quantity":999,${goodText.slice(1)}`,
  raw('item', '"__proto__"'),
  raw('channel', '"\\u0077eb"'),
  `  ${goodText}\r\n`,
].map((value, index) => ({ key: `odd-${index}`, value: Buffer.from(value) }));
