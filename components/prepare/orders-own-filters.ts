import type { StoredPanelId } from '@/lib/contracts/stored-panels';

/** The filters that marks stand for. */
export const pickKinds = ['channel', 'payment', 'item', 'weekday', 'hour'] as const;
export type PickKind = (typeof pickKinds)[number];

/** The filters that a chart is not asked with: it keeps drawing what they leave out. The boxplot's answer marks that itself. */
export const ownFilters = {
  'orders-heatmap': ['weekday', 'hour'],
  'orders-pareto': ['item'],
  'orders-boxplot': [],
  'orders-3d': ['item', 'weekday'],
} as const satisfies Partial<Record<StoredPanelId, readonly PickKind[]>>;

/** An address without the filters of some kinds. */
export function searchWithout(search: URLSearchParams, kinds: readonly string[]): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => !kinds.includes(name)));
}
