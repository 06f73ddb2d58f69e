import { createRandom, createWeightedChoice } from '../seeded-random';
import { averageOrderValue, channels, hourCurve, paymentTilt, shopItems, weekdayCurve } from './shop';

/** The event of topic `orders` as our producer writes it; always valid by the contract. */
export interface GeneratedOrder {
  readonly order_id: string;
  readonly user_id: string;
  readonly item: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly currency: string;
  readonly channel: string;
  readonly payment_method: string;
  /** ISO 8601, UTC: business time. */
  readonly purchased_at: string;
  /** Unix ms: emission time. */
  readonly event_time_ms: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const users = 20_000;
const maxQuantity = 60;

/** Monday = 0, from Unix time: 1970-01-01 was a Thursday. */
const weekdayOf = (timeMs: number): number => (Math.floor(timeMs / dayMs) + 3) % 7;
const hourOf = (timeMs: number): number => Math.floor(timeMs / hourMs) % 24;

/**
 * Draws purchase times over the days before "now" by the weekday and hour curves. Slots are whole UTC hours; the part
 * of the running hour that lies ahead counts at the far end of the range.
 */
function createPurchaseTimes(spreadDays: number): (nowMs: number, slotDraw: number, withinDraw: number) => number {
  if (spreadDays === 0) return (nowMs) => nowMs;
  const slots = spreadDays * 24;
  let hourStart = Number.NaN;
  let choose: (draw: number) => number = () => 0;
  return (nowMs, slotDraw, withinDraw) => {
    const start = nowMs - (nowMs % hourMs);
    if (start !== hourStart) {
      hourStart = start;
      choose = createWeightedChoice(
        Array.from({ length: slots }, (_, back) => {
          const timeMs = start - back * hourMs;
          return weekdayCurve[weekdayOf(timeMs)]! * hourCurve[hourOf(timeMs)]!;
        }),
      );
    }
    const timeMs = start - choose(slotDraw) * hourMs + Math.floor(withinDraw * hourMs);
    return timeMs > nowMs ? timeMs - slots * hourMs : timeMs;
  };
}

/**
 * An endless, seeded row of believable orders. The same seed gives the same orders except for their times, which follow
 * `nowMs`; `spreadDays` whole days before it are covered by purchases, 0 = all purchases happen now.
 */
export function createOrderGenerator(options: { seed: string; spreadDays: number }): {
  next(nowMs: number): GeneratedOrder;
} {
  const random = createRandom(options.seed);
  const purchaseTime = createPurchaseTimes(options.spreadDays);
  const chooseItem = createWeightedChoice(shopItems.map((_, rank) => 1 / (rank + 1)));
  const chooseChannel = createWeightedChoice(channels.map((channel) => channel.weight));
  const tag = Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
  let made = 0;

  const drawQuantity = (extraPieces: number): number => {
    const more = extraPieces / (1 + extraPieces);
    const bulk = random() < 0.004 ? 4 : 0;
    return Math.min(maxQuantity, 1 + bulk + Math.floor(Math.log(1 - random()) / Math.log(more)));
  };

  const drawPayment = (payments: Readonly<Record<string, number>>, value: number): string => {
    const names = Object.keys(payments);
    const weights = names.map((name) => payments[name]! * (value / averageOrderValue) ** (paymentTilt[name] ?? 0));
    return names[createWeightedChoice(weights)(random())]!;
  };

  return {
    next(nowMs) {
      const item = shopItems[chooseItem(random())]!;
      const quantity = drawQuantity(item.extraPieces);
      const discount = random() < 0.12 ? (random() < 0.5 ? 0.9 : 0.8) : 1;
      const channel = channels[chooseChannel(random())]!;
      const abroad = random() < 0.007;
      const price = Math.round(item.price * discount * (abroad ? 108 : 100)) / 100;
      const purchasedMs = purchaseTime(nowMs, random(), random());
      return {
        order_id: `o-${tag}-${++made}`,
        user_id: `u-${1 + Math.floor(users * random() ** 2)}`,
        item: item.name,
        quantity,
        unit_price: price,
        currency: abroad ? 'USD' : 'EUR',
        channel: channel.name,
        payment_method: drawPayment(channel.payments, quantity * price),
        purchased_at: new Date(purchasedMs).toISOString(),
        event_time_ms: nowMs,
      };
    },
  };
}
