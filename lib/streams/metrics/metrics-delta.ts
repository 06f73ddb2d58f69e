import type { AnnotationSample, ForeignSample } from '../../contracts/metric-sample';
import { type MetricResolution, metricResolutions, resolutionInfo } from '../../domain/metric-resolution';
import { RollupTable } from './rollup-table';

/** What a flush adds: a sample is added at the finest resolution it is not too old for; coarser ones follow from it. */
export interface MetricsDelta {
  readonly rollups: Readonly<Record<MetricResolution, RollupTable>>;
  readonly annotations: Map<string, AnnotationSample>;
  readonly external: ForeignSample[];
  readonly notes: Map<string, number>;
}

export const emptyMetricsDelta = (): MetricsDelta => ({
  rollups: Object.fromEntries(
    metricResolutions.map((name) => [name, new RollupTable(resolutionInfo[name].stepMs)]),
  ) as Record<MetricResolution, RollupTable>,
  annotations: new Map(),
  external: [],
  notes: new Map(),
});

/** Adds `other` into `into`, and leaves it as it is. */
export function mergeMetricsDeltas(into: MetricsDelta, other: MetricsDelta): MetricsDelta {
  for (const name of metricResolutions) into.rollups[name].merge(other.rollups[name]);
  for (const annotation of other.annotations.values()) addAnnotation(into, annotation);
  for (const sample of other.external) into.external.push(sample);
  for (const [note, count] of other.notes) addNote(into, note, count);
  return into;
}

export function addNote(delta: MetricsDelta, note: string, count = 1): void {
  delta.notes.set(note, (delta.notes.get(note) ?? 0) + count);
}

/** Of two with the same id the newest stays. */
export function addAnnotation(delta: MetricsDelta, annotation: AnnotationSample): void {
  const known = delta.annotations.get(annotation.id);
  if (known === undefined || compareAge(annotation, known) > 0) delta.annotations.set(annotation.id, annotation);
}

/** A total order, so that the order of arrival does not matter. */
function compareAge(a: AnnotationSample, b: AnnotationSample): number {
  if (a.sampledAtMs !== b.sampledAtMs) return a.sampledAtMs - b.sampledAtMs;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.sequence - b.sequence;
}
