import { describe, expect, it } from 'vitest';
import { judgeOrder } from './event';
import { createOrderGenerator } from './generate';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const good = {
  order_id: 'o-1',
  user_id: 'u-1',
  item: 'Tea',
  quantity: 2,
  unit_price: 12.3456,
  channel: 'web',
  payment_method: 'card',
  purchased_at: '2026-11-22T20:54:57Z',
  event_time_ms: nowMs,
};
const judge = (value: string | Buffer) => {
  const bytes = Buffer.from(value as string);
  return judgeOrder(bytes, 0, bytes.length, nowMs);
};
const withFields = (fields: object) => JSON.stringify({ ...good, ...fields });
const withText = (name: string, text: string) => withFields({ [name]: '@' }).replace('"@"', text);
/** `CODE path` of the rejection, or `valid`. */
const verdict = (value: string | Buffer): string => {
  const judged = judge(value);
  return 'order' in judged ? 'valid' : `${judged.rejection.code} ${judged.rejection.fieldPath}`;
};

describe('judgeOrder', () => {
  it('takes every order that our own producer makes', () => {
    const generator = createOrderGenerator({ seed: 'contract', spreadDays: 28 });
    for (let n = 0; n < 2_000; n++) {
      const order = generator.next(nowMs);
      expect(judge(JSON.stringify(order))).toEqual({ order, hadUnknownFields: false });
    }
  });

  it('fills in the currency and drops, but tells, what it does not know, `__proto__` included', () => {
    const value = `${withFields({ extra: { deep: [1] } }).slice(0, -1)},"__proto__":{"item":"x"}}`;
    expect(judge(value)).toEqual({ order: { ...good, currency: 'EUR' }, hadUnknownFields: true });
    expect(Object.hasOwn((judge(value) as { order: object }).order, 'extra')).toBe(false);
  });

  it.each([
    ['hello', 'NOT_JSON '],
    ['', 'NOT_JSON '],
    [withFields({}).slice(0, -3), 'NOT_JSON '],
    [`\ufeff${withFields({})}`, 'NOT_JSON '],
    ['['.repeat(5_000) + ']'.repeat(5_000), 'NOT_JSON '],
    [`${withFields({}).slice(0, -1)},"x":${'['.repeat(64)}${']'.repeat(64)}}`, 'NOT_JSON '],
    [`${withFields({}).slice(0, -1)},"x":${'['.repeat(63)}"[[["${']'.repeat(63)}}`, 'valid'],
    ['[1]', 'NOT_AN_OBJECT '],
    ['null', 'NOT_AN_OBJECT '],
    ['12', 'NOT_AN_OBJECT '],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'BAD_ENCODING '],
    [Buffer.from(withFields({}), 'utf16le'), 'BAD_ENCODING '],
    [withFields({}).replace('Tea', 'T\0'), 'BAD_ENCODING '],
    [withFields({ item: 'T\0' }), 'BAD_ENCODING item'],
    [withText('order_id', '"\\ud800"'), 'BAD_ENCODING order_id'],
    [withText('channel', '"\\udc00a"'), 'BAD_ENCODING channel'],
    [withText('item', '"\\ud83d\\ude00"'), 'valid'],
    [withText('unit_price', '1e400'), 'OUT_OF_RANGE unit_price'],
    [withText('quantity', '9007199254740993'), 'OUT_OF_RANGE quantity'],
    [withText('event_time_ms', '9007199254740993'), 'OUT_OF_RANGE event_time_ms'],
    [withFields({ user_id: 12 }), 'valid'],
    [withFields({ user_id: 1.5 }), 'WRONG_TYPE user_id'],
    [withFields({ user_id: 2 ** 53 }), 'OUT_OF_RANGE user_id'],
    [withFields({ user_id: '' }), 'OUT_OF_RANGE user_id'],
    [withFields({ item: ' \u00a0' }), 'OUT_OF_RANGE item'],
    [withFields({ item: 'x'.repeat(200) }), 'valid'],
    [withFields({ item: 'x'.repeat(201) }), 'OUT_OF_RANGE item'],
    [withFields({ quantity: 0 }), 'OUT_OF_RANGE quantity'],
    [withFields({ quantity: 1.5 }), 'WRONG_TYPE quantity'],
    [withFields({ quantity: '2' }), 'WRONG_TYPE quantity'],
    [withFields({ quantity: 1_000_000, unit_price: 100 }), 'valid'],
    [withFields({ quantity: 1_000_000, unit_price: 100.0001 }), 'OUT_OF_RANGE quantity'],
    [withFields({ unit_price: 0 }), 'OUT_OF_RANGE unit_price'],
    [withFields({ unit_price: 0.00001 }), 'OUT_OF_RANGE unit_price'],
    [withFields({ unit_price: 1_000_000.0001 }), 'OUT_OF_RANGE unit_price'],
    [withFields({ currency: 'EURO' }), 'OUT_OF_RANGE currency'],
    [withFields({ currency: null }), 'WRONG_TYPE currency'],
    [withFields({ channel: 'x'.repeat(41) }), 'OUT_OF_RANGE channel'],
    [withFields({ payment_method: undefined }), 'MISSING_FIELD payment_method'],
    [withFields({ order_id: undefined, item: 3 }), 'MISSING_FIELD order_id'],
    [withFields({ purchased_at: nowMs }), 'WRONG_TYPE purchased_at'],
    [withFields({ purchased_at: '2026-11-22T20:54:57' }), 'BAD_TIME purchased_at'],
    [withFields({ purchased_at: '+275760-09-13T00:00:00Z' }), 'BAD_TIME purchased_at'],
    [withFields({ purchased_at: '2026-11-23T20:54:57.123Z' }), 'valid'],
    [withFields({ purchased_at: '2026-11-23T20:54:57.124Z' }), 'BAD_TIME purchased_at'],
    [withFields({ purchased_at: '1999-01-01T00:00:00+02:00' }), 'valid'],
    [withFields({ event_time_ms: nowMs + 86_400_001 }), 'BAD_TIME event_time_ms'],
    [withFields({ event_time_ms: 8.64e15 }), 'BAD_TIME event_time_ms'],
  ])('judges %j as %s', (value, wanted) => expect(verdict(value)).toBe(wanted));

  it('says NOT_JSON of a record without a value', () => {
    expect(judgeOrder(Buffer.alloc(0), -1, -1, nowMs)).toMatchObject({
      rejection: { code: 'NOT_JSON', fieldPath: '' },
    });
  });

  it('gives every rejection a sentence that names the field and what to send', () => {
    const judged = judge(withFields({ quantity: 0 }));
    expect(judged).toMatchObject({ rejection: { sentence: 'quantity is 0: send at least 1.' } });
  });
});
