/** An article of the generated shop. Its place in the list is its popularity rank. */
export interface ShopItem {
  readonly name: string;
  /** Price in EUR. */
  readonly price: number;
  /** Mean number of further pieces in an order. */
  readonly extraPieces: number;
}

const item = (name: string, price: number, extraPieces: number): ShopItem => ({ name, price, extraPieces });

/** Most popular first; popularity follows Zipf's law with exponent 1. */
export const shopItems: readonly ShopItem[] = [
  item('Coffee beans 1 kg', 14.9, 0.8),
  item('Headphones', 119, 0.08),
  item('Running shoes', 99, 0.06),
  item('Espresso machine', 279, 0.02),
  item('Board game', 54.9, 0.25),
  item('Air fryer', 189, 0.03),
  item('Office chair', 319, 0.2),
  item('Keyboard', 109, 0.1),
  item('Backpack 28 l', 99.9, 0.05),
  item('Speaker', 99, 0.15),
  item('Yoga mat', 39.9, 0.15),
  item('USB-C charger', 34.9, 0.4),
  item('Desk lamp', 69.9, 0.2),
  item('Water bottle', 24.9, 0.6),
  item('Cutting board', 29.9, 0.2),
  item('Phone case', 19.9, 0.3),
  item('Socks, 5 pairs', 17.9, 0.7),
  item('LED bulbs, 4', 13.9, 0.9),
  item('Candle', 14.9, 1.1),
  item('Notebook A5', 8.9, 1.6),
  item('Rain jacket', 139, 0.05),
  item('Chef knife', 69.9, 0.1),
  item('Tea, 100 bags', 9.9, 0.9),
  item('Bath towel', 22.9, 1.2),
  item('Vacuum cleaner', 199, 0.02),
  item('Travel mug', 21.9, 0.3),
  item('Mouse', 44.9, 0.15),
  item('Plant pot', 16.9, 0.9),
  item('Bed linen', 79.9, 0.3),
  item('Umbrella', 19.9, 0.2),
  item('Puzzle, 1000 pieces', 18.9, 0.3),
  item('Bicycle helmet', 79.9, 0.15),
  item('Tent for two', 199, 0.03),
  item('Wall clock', 29.9, 0.1),
  item('Webcam', 69.9, 0.1),
  item('Toolbox', 49.9, 0.05),
  item('Picture frame', 12.9, 1.4),
  item('Hand cream', 6.9, 1.1),
  item('Ballpoint pens, 10', 7.9, 0.9),
  item('Stool', 45.9, 0.5),
];

/** Relative number of purchases by UTC hour: quiet nights, a lunch hump, evenings on top. */
export const hourCurve: readonly number[] = [
  80, 73, 76, 72, 83, 92, 180, 374, 547, 743, 820, 930, 1030, 1060, 958, 908, 1020, 1310, 1600, 1760, 1710, 1300, 950,
  617,
];

/** Relative number of purchases by weekday, Monday first. */
export const weekdayCurve: readonly number[] = [239, 239, 248, 267, 329, 280, 227];

/** How a channel's customers pay: weights of an order of average value. */
export const channels: readonly { name: string; weight: number; payments: Readonly<Record<string, number>> }[] = [
  { name: 'web', weight: 45, payments: { card: 46, blik: 28, transfer: 10, paypal: 16 } },
  { name: 'mobile', weight: 32, payments: { card: 30, blik: 52, transfer: 2, paypal: 16 } },
  { name: 'store', weight: 20, payments: { card: 62, blik: 16, cash: 22 } },
  { name: 'phone', weight: 3, payments: { transfer: 97, card: 3 } },
];

/** Exponent by which a payment's weight grows with the order's value: transfers are for large orders, cash for small. */
export const paymentTilt: Readonly<Record<string, number>> = { transfer: 0.6, paypal: 0.1, blik: -0.15, cash: -0.6 };

/** Order value in EUR at which the payment weights hold as written. */
export const averageOrderValue = 80;
