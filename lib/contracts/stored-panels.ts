import type { OrdersHeatmap, OrdersPareto } from './orders-panels';

/** What each stored panel answers, by its public id. */
export interface StoredAnswers {
  'orders-heatmap': OrdersHeatmap;
  'orders-pareto': OrdersPareto;
}

export type StoredPanelId = keyof StoredAnswers;
