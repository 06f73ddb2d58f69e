import { type OrdersChoices, usualChannels, usualPayments } from '../contracts/orders-panels';
import type { Database } from './client';

const kinds = ['channel', 'payment', 'item', 'currency'] as const;
/** A choice of more values than this is no choice; the address takes any stored value all the same. */
const mostChoices = 1_000;

/** The values that the filters can take: the usual ones first, then the others by name. */
export async function queryOrdersFilters(database: Database): Promise<OrdersChoices> {
  const [channels, payments, items, currencies] = await Promise.all(
    kinds.map(async (kind) => {
      const rows = await database.dimension.findMany({ where: { kind }, orderBy: { value: 'asc' }, take: mostChoices });
      return rows.map((row) => row.value);
    }),
  );
  return {
    channels: usualFirst(usualChannels, channels!),
    payments: usualFirst(usualPayments, payments!),
    items: items!,
    currencies: currencies!,
  };
}

const usualFirst = (usual: readonly string[], stored: readonly string[]): readonly string[] => [
  ...usual.filter((value) => stored.includes(value)),
  ...stored.filter((value) => !usual.includes(value)),
];
