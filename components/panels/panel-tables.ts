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
  'orders-boxplot': [
    ...['order_month_value', 'order_day_value', 'order_item_day_value', 'order_value_bucket', 'order_extreme'],
  ],
  'orders-3d': ['order_hour_item', 'order_cell'],
  'engagement-funnel': ['engagement_cell'],
  'engagement-devices': ['engagement_cell'],
  'engagement-clicks': ['engagement_cell'],
  'films-trending': ['film_minute', 'film', 'film_alias'],
  'lists-trending': ['film_minute', 'film', 'film_alias'],
  'ratings-distribution': ['rating_cell'],
  'ratings-genres': ['user_genre'],
  'ratings-over-time': ['rating_cell'],
  'films-top': ['film_stat', 'film'],
  'users-list': ['user_stat'],
  'user-summary': ['user_stat', 'user_month', 'user_affinity', 'user_movie'],
  'user-months': ['user_month'],
  'user-ratings': ['user_rating'],
  'user-affinities': ['user_affinity', 'user_stat'],
  'user-newest': ['user_movie', 'film', 'film_alias'],
};
