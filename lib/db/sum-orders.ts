import { defaultCurrency } from '../contracts/orders-panels';
import type { OrderSums } from '../domain/order-sums';
import { Prisma } from './generated/client';
import { type Reader, slotOfHour } from './query-orders-range';
import type { OrdersSelection, OrdersSource } from './query-orders-selection';

/** What sums can be kept apart by: item; hour of the local week; local weekday, Monday = 0. */
interface Keys {
  readonly item: string;
  readonly slot: number;
  readonly day: number;
}

const ofRow: Readonly<Record<keyof Keys | 'currency', (source: OrdersSource) => Prisma.Sql>> = {
  item: () => Prisma.sql`item`,
  slot: ({ segments }) => slotOfHour(segments),
  day: ({ segments }) => Prisma.sql`(${slotOfHour(segments)}) / 24`,
  currency: () => Prisma.sql`currency`,
};

/** A dimension's name in place of its id. */
const shown = (key: keyof Keys | 'currency'): Prisma.Sql =>
  key === 'item' || key === 'currency'
    ? Prisma.sql`(SELECT value FROM dimension WHERE id = t.${Prisma.raw(key)}) AS ${Prisma.raw(key)}`
    : Prisma.sql`t.${Prisma.raw(key)}`;

type Row<By extends keyof Keys> = Pick<Keys, By> & Omit<OrderSums, 'revenue'> & { currency: string; revenue: string };

/** Sums of a source's orders in the answer's currency, apart and sorted by `keys`; and what the answer says of itself. */
export async function sumOrders<By extends keyof Keys>(
  reader: Reader,
  source: OrdersSource,
  ...keys: readonly By[]
): Promise<{ selection: OrdersSelection; sums: readonly (Pick<Keys, By> & OrderSums)[] }> {
  const columns = [...keys, 'currency'] as const;
  const places = Prisma.raw(columns.map((_, at) => at + 1).join(', '));
  const rows = await reader.$queryRaw<Row<By>[]>`
    SELECT ${Prisma.join(columns.map(shown))}, t.orders, t.quantity, t.revenue
    FROM (
      SELECT ${Prisma.join(columns.map((key) => Prisma.sql`${ofRow[key](source)} AS ${Prisma.raw(key)}`))},
        sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
      FROM ${source.table} WHERE ${source.where} GROUP BY ${places}
    ) t ORDER BY ${places}`;
  const selection = selectionOf(source, rows);
  const chosen = rows.filter((row) => row.currency === selection.currency);
  return { selection, sums: chosen.map((row) => ({ ...row, revenue: BigInt(row.revenue) })) };
}

function selectionOf(
  { range, stored, ...source }: OrdersSource,
  rows: readonly { readonly currency: string; readonly orders: bigint }[],
): OrdersSelection {
  const orders = new Map<string, number>();
  for (const row of rows) orders.set(row.currency, (orders.get(row.currency) ?? 0) + Number(row.orders));
  const found = [...orders.keys()].sort();
  const most = found.toSorted((a, b) => orders.get(b)! - orders.get(a)!)[0];
  const currency = source.currency ?? most ?? defaultCurrency;
  const currencies = found.filter((name) => name !== currency);
  const leftOut = { orders: currencies.reduce((sum, name) => sum + orders.get(name)!, 0), currencies };
  return { range, stored, currency, leftOut };
}
