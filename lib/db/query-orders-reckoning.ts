import type { Database } from './client';
import type { OrdersQuestion } from './query-orders-selection';

/** For tests: stored orders of one key; `hour` counts from 1970, revenue is in ten-thousandths. */
export interface Cell {
  hour: number;
  item: string;
  channel: string;
  payment: string;
  currency: string;
  orders: bigint;
  quantity: bigint;
  revenue: bigint;
}

const hourMs = 3_600_000;

/** Replaces everything stored by these cells and their rollups. */
export async function storeCells(database: Database, cells: readonly Cell[]): Promise<void> {
  await database.$executeRaw`TRUNCATE order_cell, order_hour_item, order_hour_channel, dimension RESTART IDENTITY`;
  const kinds = ['item', 'channel', 'payment', 'currency'] as const;
  const named = kinds.flatMap((kind) =>
    [...new Set(cells.map((cell) => cell[kind]))].map((value) => ({ kind, value })),
  );
  await database.dimension.createMany({ data: named });
  const ids = new Map((await database.dimension.findMany()).map(({ kind, value, id }) => [`${kind} ${value}`, id]));
  const rows = cells.map((cell) => [
    cell.hour * 3_600,
    ...kinds.map((kind) => ids.get(`${kind} ${cell[kind]}`)!),
    ...[cell.orders, cell.quantity, cell.revenue].map(String),
  ]);
  await database.$executeRaw`
    INSERT INTO order_cell
    SELECT to_timestamp((r->>0)::float8), (r->>1)::int, (r->>2)::int, (r->>3)::int, (r->>4)::int,
      (r->>5)::bigint, (r->>6)::bigint, (r->>7)::numeric
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`;
  await database.$executeRaw`INSERT INTO order_hour_item
    SELECT hour, item, currency, sum(orders), sum(quantity), sum(revenue) FROM order_cell GROUP BY 1, 2, 3`;
  await database.$executeRaw`INSERT INTO order_hour_channel
    SELECT hour, channel, currency, sum(orders), sum(quantity), sum(revenue) FROM order_cell GROUP BY 1, 2, 3`;
}

/** The question answered by a walk through all cells, on the wall clock that Intl's formatter shows. */
export function reckon(cells: readonly Cell[], asked: OrdersQuestion) {
  const inRange = cells.filter(
    (cell) => cell.hour * hourMs >= (asked.fromMs ?? -Infinity) && cell.hour * hourMs < (asked.toMs ?? Infinity),
  );
  const count = (from: readonly Cell[]) => {
    const orders = new Map<string, bigint>();
    for (const cell of from) orders.set(cell.currency, (orders.get(cell.currency) ?? 0n) + cell.orders);
    return [...orders].sort((a, b) => (a[1] === b[1] ? (a[0] < b[0] ? -1 : 1) : a[1] > b[1] ? -1 : 1));
  };
  const currency = asked.currency ?? count(inRange)[0]?.[0] ?? 'EUR';
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: asked.tz,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const slotOf = (cell: Cell) => {
    const [weekday, hour] = clock.format(cell.hour * hourMs).split(/,? /);
    return `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday!) + 1} ${Number(hour)}`;
  };
  const isAsked = (values: readonly number[] | undefined, value: number) =>
    values === undefined || values.length === 0 || values.includes(value);
  const passing = inRange.filter((cell) => {
    const [weekday, hour] = slotOf(cell).split(' ').map(Number);
    return (
      isAsked(asked.weekday, weekday!) &&
      isAsked(asked.hour, hour!) &&
      (['channel', 'payment', 'item'] as const).every(
        (kind) => asked[kind].length === 0 || asked[kind].includes(cell[kind]),
      )
    );
  });
  const chosen = passing.filter((cell) => cell.currency === currency);
  const sumBy = (key: (cell: Cell) => string) => {
    const sums = new Map<string, string[]>();
    for (const cell of chosen) {
      const [orders, quantity, revenue] = (sums.get(key(cell)) ?? ['0', '0', '0']).map(BigInt) as [
        bigint,
        bigint,
        bigint,
      ];
      sums.set(key(cell), [orders + cell.orders, quantity + cell.quantity, revenue + cell.revenue].map(String));
    }
    return Object.fromEntries(sums);
  };
  const leftOut = passing.filter((cell) => cell.currency !== currency).reduce((sum, cell) => sum + cell.orders, 0n);
  return { currency, leftOut: Number(leftOut), slots: sumBy(slotOf), items: sumBy((cell) => cell.item) };
}
