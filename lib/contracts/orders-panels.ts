/** What the stored orders panels answer: `/api/panels/<panel>.json`, pages and embeds read the same shape. */

import type { StoredAnswer, UtcRange } from './stored-answer';

export type OrdersPanelId = 'orders-heatmap' | 'orders-pareto' | 'orders-boxplot' | 'orders-3d';

/** Values that are known before the first order came: a filter on them is never an unknown value. */
export const usualChannels = ['web', 'mobile', 'store', 'phone'] as const;
export const usualPayments = ['card', 'blik', 'transfer', 'paypal', 'cash'] as const;
export const defaultCurrency = 'EUR';

/** The filters as they were resolved; empty list = any. */
export interface OrdersFilters {
  /** First local hour, `2026-10-25T00:00` on the wall clock of `tz`; null when nothing is stored. */
  readonly from: string | null;
  /** Local hour after the last. */
  readonly to: string | null;
  readonly tz: string;
  readonly currency: string;
  readonly channel: readonly string[];
  readonly payment: readonly string[];
  readonly item: readonly string[];
  /** On the clock of `tz`: 1 = Monday to 7; 0 to 23. */
  readonly weekday: readonly number[];
  readonly hour: readonly number[];
}

export interface OrdersSums {
  readonly orders: number;
  readonly quantity: number;
  /** Decimal with four places, in the currency of the filters. */
  readonly revenue: string;
}

/** An hour of the week that has orders; Monday is 1, hours are local. */
export interface HeatmapRow extends OrdersSums {
  readonly weekday: number;
  readonly hour: number;
}

/** Shares of the whole revenue, 0..1, to nine places. */
export interface ParetoRow extends OrdersSums {
  readonly rank: number;
  readonly item: string;
  readonly share: number;
  readonly cumulativeShare: number;
}

/** An order outside the whiskers; `low` lies below them. */
export interface OrderExample {
  readonly orderId: string;
  /** Decimal with four places. */
  readonly value: string;
  readonly item: string;
  /** Hour of the purchase, UTC, ISO 8601. */
  readonly at: string;
  readonly side: 'low' | 'high';
}

/**
 * How the order values of a channel and payment method spread, after Tukey; values are decimals with four places. Least
 * and greatest are exact, the quartiles to 0.8 %. Sorted by channel, then payment.
 */
export interface BoxplotRow {
  readonly channel: string;
  readonly payment: string;
  /** False: drawn for comparison, the filter on channel or payment leaves it out; counts in no total. */
  readonly inFilter: boolean;
  readonly orders: number;
  readonly min: string;
  readonly whiskerLow: string;
  readonly q1: string;
  readonly median: string;
  readonly q3: string;
  readonly whiskerHigh: string;
  readonly max: string;
  /** Orders below and above the whiskers. */
  readonly outliersLow: number;
  readonly outliersHigh: number;
  /** Orders so near to a fence that it is not known on which side they lie; part of no count of outliers. */
  readonly outliersUncertain: number;
  /** Outliers by value: of those that are stored the 50 that are furthest out. Not part of the CSV. */
  readonly examples: readonly OrderExample[];
  /** Outliers that no example shows. */
  readonly examplesMissing: number;
}

/** An item on a local weekday, Monday is 1; only those that have orders, items by their whole revenue. */
export interface ItemWeekdayRow extends OrdersSums {
  readonly item: string;
  readonly weekday: number;
}

/** `unit` is the currency of every revenue. */
export interface OrdersAnswer<Row> extends StoredAnswer<Row> {
  readonly panel: OrdersPanelId;
  readonly filters: OrdersFilters;
  readonly total: OrdersSums;
  /** The period that was asked for; null when nothing is stored and none was named. */
  readonly range: UtcRange | null;
  /** From the first to the last hour that has any order, whatever the filters. */
  readonly stored: UtcRange | null;
  /** Orders under the same filters in other currencies. */
  readonly leftOut: { readonly orders: number; readonly currencies: readonly string[] };
}

export type OrdersHeatmap = OrdersAnswer<HeatmapRow>;
export type OrdersPareto = OrdersAnswer<ParetoRow>;
export type OrdersBoxplot = OrdersAnswer<BoxplotRow>;
/** `total` is that of all items. */
export interface OrdersItemsByWeekday extends OrdersAnswer<ItemWeekdayRow> {
  /** The items that are not among the rows, together. */
  readonly others: OrdersSums & { readonly items: number };
}

/** What the filter bar offers. */
export interface OrdersChoices {
  readonly channels: readonly string[];
  readonly payments: readonly string[];
  readonly items: readonly string[];
  readonly currencies: readonly string[];
}
