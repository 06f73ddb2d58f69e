const maxAheadMs = 86_400_000;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length >= 1 && value.length <= longest;

/** The contract's rules by hand on what JSON.parse made: the fastest way that does not scan bytes. */
export function isPlausibleOrder(value: unknown, appendedAtMs: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const order = value as Record<string, unknown>;
  const { user_id: user, item, quantity, unit_price: price, currency, purchased_at: purchasedAt } = order;
  if (!isText(order.order_id, 64) || !(isText(user, 64) || Number.isSafeInteger(user))) return false;
  if (!isText(item, 200) || item.trim() === '' || !isText(order.channel, 40) || !isText(order.payment_method, 40))
    return false;
  if (!Number.isInteger(quantity) || (quantity as number) < 1 || (quantity as number) > 1_000_000) return false;
  if (typeof price !== 'number' || !(price > 0 && price <= 1_000_000)) return false;
  const tenThousandths = Math.round(price * 10_000);
  if (tenThousandths / 10_000 !== price || (quantity as number) * tenThousandths > 1e12) return false;
  if (currency !== undefined && !(isText(currency, 3) && /^[A-Za-z]{3}$/.test(currency))) return false;
  if (typeof purchasedAt !== 'string' || !time.test(purchasedAt)) return false;
  const atMs = Date.parse(purchasedAt);
  if (!(atMs <= appendedAtMs + maxAheadMs)) return false;
  const madeAtMs = order.event_time_ms;
  return Number.isSafeInteger(madeAtMs) && (madeAtMs as number) <= appendedAtMs + maxAheadMs;
}
