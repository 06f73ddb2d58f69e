import type { LivePanelId } from './live-panel-kinds';

/** Names and units of the live panels, apart from all else there is to say: a frame loads no more than it shows. */
export const livePanelTitles = {
  throughput: { title: 'Throughput', unit: 'ev/s' },
  'ack-latency': { title: 'Ack latency', unit: 'ms' },
  'end-to-end-latency': { title: 'End-to-end latency', unit: 'ms' },
  lag: { title: 'Lag', unit: 'records' },
  errors: { title: 'Errors by reason', unit: 'records' },
  stages: { title: 'Stages', unit: 'ms' },
  rmse: { title: 'RMSE of the model', unit: 'rating points' },
  external: { title: 'External metrics', unit: 'as published' },
} as const satisfies Record<LivePanelId, { readonly title: string; readonly unit: string }>;
