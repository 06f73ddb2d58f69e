/** Every panel there is, by its public id; a test compares it with what the product itself lists. */
export const panelIds = [
  'throughput',
  'ack-latency',
  'end-to-end-latency',
  'lag',
  'errors',
  'stages',
  'rmse',
  'external',
  'orders-heatmap',
  'orders-pareto',
  'engagement-funnel',
  'engagement-devices',
  'engagement-clicks',
  'films-trending',
  'lists-trending',
] as const;
