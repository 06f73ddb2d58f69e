import type { OrdersChoices } from '@/lib/contracts/orders-panels';
import { queryOrdersFilters } from '@/lib/db/query-orders-filters';
import { dependencies } from './dependencies';
import { describePanelError } from './panel-error';

/** What the filter bar offers, with the zone of those who choose none; nothing to choose where the database is away. */
export async function loadOrdersFilters(): Promise<OrdersChoices & { readonly defaultZone: string }> {
  const { database, settings } = dependencies();
  const none: OrdersChoices = { channels: [], payments: [], items: [], currencies: [] };
  const choices = await queryOrdersFilters(database).catch((error: unknown) => {
    describePanelError(error);
    return none;
  });
  return { ...choices, defaultZone: settings.timeZone };
}
