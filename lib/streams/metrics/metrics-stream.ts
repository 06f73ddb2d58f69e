import { metricResolutions, resolutionInfo } from '../../domain/metric-resolution';
import type { StreamDefinition } from '../stream';
import { MetricsFold } from './fold';
import { type MetricsDelta, mergeMetricsDeltas } from './metrics-delta';
import { metricsStatements } from './store';

/** The pipeline of our own metric samples, and those of others, into the history of the live charts. */
export const createMetricsStream = (): StreamDefinition<MetricsDelta> => ({
  name: 'metrics',
  tables: [
    ...metricResolutions.map((resolution) => ({ name: resolutionInfo[resolution].table })),
    { name: 'external_sample' },
    { name: 'annotation' },
  ],
  createFold: () => new MetricsFold(),
  merge: mergeMetricsDeltas,
  statements: async (delta) => metricsStatements(delta),
});
