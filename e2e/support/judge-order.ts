import { openValue, reject } from './judge-json';

/**
 * The tests' own reading of the order contract, written from its description with JSON.parse and nothing of the
 * product: an oracle that shared code with what it judges would prove nothing.
 */
export interface JudgedOrder {
  readonly accepted: true;
  /** UTC hour of purchase, Unix hours. */
  readonly hour: number;
  readonly item: string;
  readonly channel: string;
  readonly payment: string;
  readonly currency: string;
  readonly quantity: number;
  /** Ten-thousandths. */
  readonly revenue: bigint;
}
export interface JudgedRejection {
  readonly accepted: false;
  readonly code: string;
  readonly fieldPath: string;
}
export type Verdict = JudgedOrder | JudgedRejection;

const dayMs = 86_400_000;
export function judgeOrder(value: Buffer | null, appendedAtMs: number): Verdict {
  const opened = openValue(value);
  return 'fields' in opened ? judgeFields(opened.fields, appendedAtMs) : opened;
}

/** Text without NUL and lone surrogates: what PostgreSQL can hold. */
const isStorable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

function judgeFields(fields: ReadonlyMap<string, unknown>, appendedAtMs: number): Verdict {
  const textField = (name: string, longest: number): JudgedRejection | null => {
    const value = fields.get(name);
    if (value === undefined) return reject('MISSING_FIELD', name);
    if (typeof value !== 'string') return reject('WRONG_TYPE', name);
    if (!isStorable(value)) return reject('BAD_ENCODING', name);
    return value.length < 1 || value.length > longest ? reject('OUT_OF_RANGE', name) : null;
  };
  const wholeField = (name: string, lowest: number, highest: number): JudgedRejection | null => {
    const value = fields.get(name);
    if (value === undefined) return reject('MISSING_FIELD', name);
    if (typeof value !== 'number') return reject('WRONG_TYPE', name);
    if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return reject('OUT_OF_RANGE', name);
    if (!Number.isInteger(value)) return reject('WRONG_TYPE', name);
    return value < lowest || value > highest ? reject('OUT_OF_RANGE', name) : null;
  };
  const anyWhole = Number.MAX_SAFE_INTEGER;

  const userId = fields.get('user_id');
  const item = fields.get('item');
  const price = fields.get('unit_price');
  const purchased = fields.get('purchased_at');
  const fault =
    textField('order_id', 64) ??
    (typeof userId === 'number' ? wholeField('user_id', -anyWhole, anyWhole) : textField('user_id', 64)) ??
    textField('item', 200) ??
    ((item as string).trim() === '' ? reject('OUT_OF_RANGE', 'item') : null) ??
    wholeField('quantity', 1, 1_000_000) ??
    priceFault(price) ??
    (fields.has('currency') ? currencyFault(fields.get('currency')) : null) ??
    textField('channel', 40) ??
    textField('payment_method', 40) ??
    timeFault(purchased, appendedAtMs) ??
    wholeField('event_time_ms', -anyWhole, anyWhole) ??
    ((fields.get('event_time_ms') as number) > appendedAtMs + dayMs ? reject('BAD_TIME', 'event_time_ms') : null);
  if (fault !== null) return fault;
  const quantity = fields.get('quantity') as number;
  const revenue = BigInt(quantity) * BigInt((price as number).toFixed(4).replace('.', ''));
  if (revenue > 1_000_000_000_000n) return reject('OUT_OF_RANGE', 'quantity');
  return {
    accepted: true,
    hour: Math.floor(Date.parse(purchased as string) / 3_600_000),
    item: item as string,
    channel: fields.get('channel') as string,
    payment: fields.get('payment_method') as string,
    currency: (fields.get('currency') as string | undefined) ?? 'EUR',
    quantity,
    revenue,
  };
}

function priceFault(price: unknown): JudgedRejection | null {
  if (price === undefined) return reject('MISSING_FIELD', 'unit_price');
  if (typeof price !== 'number') return reject('WRONG_TYPE', 'unit_price');
  const fits = price > 0 && price <= 1_000_000 && Number(price.toFixed(4)) === price;
  return fits ? null : reject('OUT_OF_RANGE', 'unit_price');
}

function currencyFault(currency: unknown): JudgedRejection | null {
  if (typeof currency !== 'string') return reject('WRONG_TYPE', 'currency');
  return /^[A-Za-z]{3}$/.test(currency) ? null : reject('OUT_OF_RANGE', 'currency');
}

function timeFault(time: unknown, appendedAtMs: number): JudgedRejection | null {
  if (time === undefined) return reject('MISSING_FIELD', 'purchased_at');
  if (typeof time !== 'string') return reject('WRONG_TYPE', 'purchased_at');
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
  const atMs = shape.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(atMs) || atMs > appendedAtMs + dayMs ? reject('BAD_TIME', 'purchased_at') : null;
}
