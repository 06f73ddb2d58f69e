import { z } from 'zod';
import type { Rejection } from '../../contracts/rejection';
import { parseIsoTime } from '../../domain/iso-time';
import { parseJsonObject } from '../../json-scan/parse-json-object';
import { cleanText, rejectionOfIssue } from '../../json-scan/rejection-of-issue';

/** How far ahead of its append a time may lie. */
export const maxAheadMs = 86_400_000;
export const maxQuantity = 1_000_000;
/** Money is counted in ten-thousandths of the currency's unit. */
export const moneyScale = 10_000;
export const maxUnitPrice = 1_000_000;
/** Of quantity x unit_price. */
export const maxOrderValue = 100_000_000;
export const defaultCurrency = 'EUR';

const text = (maxLength: number) => cleanText().min(1).max(maxLength);
const rule = (code: Rejection['code'], error: string) => ({ abort: true, params: { code }, error });

/** One order as it stands on the topic. The contract: types, ranges and words of every rejection come from here. */
export const orderSchema = z
  .object({
    order_id: text(64),
    user_id: z.union([text(64), z.int()]),
    item: text(200).refine((item) => item.trim() !== '', rule('OUT_OF_RANGE', 'is blank: name the item')),
    quantity: z.int().min(1).max(maxQuantity),
    unit_price: z
      .number()
      .positive()
      .max(maxUnitPrice)
      .refine(
        (price) => Number(price.toFixed(4)) === price,
        rule('OUT_OF_RANGE', 'has more than four decimals: round it to ten-thousandths'),
      ),
    currency: cleanText()
      .regex(/^[A-Za-z]{3}$/, 'send three letters like EUR')
      .default(defaultCurrency),
    channel: text(40),
    payment_method: text(40),
    purchased_at: cleanText().refine(
      (time) => !Number.isNaN(parseIsoTime(time)),
      rule('BAD_TIME', 'is not a time with an offset: send ISO 8601 like 2026-11-22T20:54:57.123Z'),
    ),
    event_time_ms: z.int(),
  })
  .refine((order) => order.quantity * toTenThousandths(order.unit_price) <= maxOrderValue * moneyScale, {
    path: ['quantity'],
    params: { code: 'OUT_OF_RANGE' },
    error: `times unit_price is more than ${maxOrderValue}: split the order`,
  });

const knownFields: ReadonlySet<string> = new Set(Object.keys(orderSchema.shape));

export type Order = z.infer<typeof orderSchema>;

/** Whole ten-thousandths of a price that has at most four decimals. */
export const toTenThousandths = (price: number): number => Math.round(price * moneyScale);

export type JudgedOrder =
  | { readonly order: Order; readonly hadUnknownFields: boolean }
  | { readonly rejection: Rejection };

/**
 * Judges the order in `bytes[start, end)` (null value: -1, -1) by the contract; `appendedAtMs` is "now". The slow way,
 * and the one that decides; `scan-order.ts` must agree with it.
 */
export function judgeOrder(bytes: Buffer, start: number, end: number, appendedAtMs: number): JudgedOrder {
  const parsed = parseJsonObject(bytes, start, end);
  if ('rejection' in parsed) return parsed;
  const result = orderSchema.safeParse(parsed.object);
  if (!result.success) return { rejection: rejectionOfIssue(result.error.issues[0]!, parsed.object) };
  const order = result.data;
  const latestMs = appendedAtMs + maxAheadMs;
  if (parseIsoTime(order.purchased_at) > latestMs) return { rejection: ahead('purchased_at') };
  if (order.event_time_ms > latestMs) return { rejection: ahead('event_time_ms') };
  return { order, hadUnknownFields: Object.keys(parsed.object).some((key) => !knownFields.has(key)) };
}

const ahead = (fieldPath: string): Rejection => ({
  code: 'BAD_TIME',
  fieldPath,
  sentence: `${fieldPath} is more than 24 hours ahead of the broker's clock: check the sender's clock and unit.`,
});
