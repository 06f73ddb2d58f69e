import type { Loaded, OrdersChoices, OrdersHeatmap, OrdersPanelId, OrdersPareto } from '@/lib/contracts/orders-panels';
import { queryOrdersFilters } from '@/lib/db/query-orders-filters';
import { dependencies } from './dependencies';
import { describePanelError } from './panel-error';
import { ordersHeatmap, ordersPareto } from './panel-orders';
import { filtersOf, type OrdersParameters, readOrdersParameters } from './panel-parameters';

/** Runs `read` and turns whatever fails into what the panel shows instead. */
async function load<Answer>(read: () => Promise<Answer>): Promise<Loaded<Answer>> {
  try {
    return { answer: await read(), error: null };
  } catch (error) {
    return { answer: null, error: describePanelError(error).body.error };
  }
}

function parameters(search: URLSearchParams): OrdersParameters {
  const { settings } = dependencies();
  return readOrdersParameters(search, { defaultZone: settings.timeZone, nowMs: Date.now(), strictNames: false });
}

/** First paint of a page or embed: the panel's answer, or why there is none. */
export const loadOrdersHeatmap = (search: URLSearchParams): Promise<Loaded<OrdersHeatmap>> =>
  load(async () => ordersHeatmap(parameters(search).question));
export const loadOrdersPareto = (search: URLSearchParams): Promise<Loaded<OrdersPareto>> =>
  load(async () => ordersPareto(parameters(search).question));

export type OrdersEmbedStart = { readonly search: string; readonly metric: OrdersParameters['metric'] } & (
  | { readonly panel: 'orders-heatmap'; readonly loaded: Loaded<OrdersHeatmap> }
  | { readonly panel: 'orders-pareto'; readonly loaded: Loaded<OrdersPareto> }
);

/** First paint of an embed, and with which filters it goes on asking. */
export async function loadOrdersEmbed(panel: OrdersPanelId, search: URLSearchParams): Promise<OrdersEmbedStart> {
  const { answer: metric } = await load(async () => parameters(search).metric);
  const rest = { search: filtersOf(search).toString(), metric: metric ?? 'revenue' };
  return panel === 'orders-heatmap'
    ? { ...rest, panel, loaded: await loadOrdersHeatmap(search) }
    : { ...rest, panel, loaded: await loadOrdersPareto(search) };
}

/** What the filter bar offers, with the zone of those who choose none; nothing to choose where the database is away. */
export async function loadOrdersFilters(): Promise<OrdersChoices & { readonly defaultZone: string }> {
  const { database, settings } = dependencies();
  const { answer } = await load(() => queryOrdersFilters(database));
  const none: OrdersChoices = { channels: [], payments: [], items: [], currencies: [] };
  return { ...(answer ?? none), defaultZone: settings.timeZone };
}
