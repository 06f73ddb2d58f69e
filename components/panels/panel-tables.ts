/** Tables that a panel's figures come from, by its id. Live panels read what workers measured, stored ones the aggregates. */
export const panelTables: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['throughput', 'ack-latency', 'end-to-end-latency', 'lag', 'errors', 'stages', 'rmse'].map((id) => [
      id,
      ['metric_rollup_10s', 'metric_rollup_1min', 'metric_rollup_1h'],
    ]),
  ),
  external: ['external_sample'],
  'orders-heatmap': ['order_hour_item', 'order_hour_channel', 'order_cell'],
  'orders-pareto': ['order_hour_item', 'order_cell'],
  'orders-boxplot': ['order_day_value', 'order_value_bucket'],
  'orders-3d': ['order_hour_item', 'order_cell'],
};
