import type { Rejection } from '../../contracts/rejection';
import { metricResolutions } from '../../domain/metric-resolution';
import type { RecordFacts, StreamFold } from '../stream';
import { addExternal, addSample } from './add-sample';
import { judgeSample } from './event';
import { emptyMetricsDelta, type MetricsDelta } from './metrics-delta';

/** A cell of the finest resolution becomes a row in each; many share the coarser ones. */
const rowsPerCell = 2;

/** Folds metric samples into rollups, annotations and samples of others. Few records, so the contract reads them all. */
export class MetricsFold implements StreamFold<MetricsDelta> {
  eventTimeMs = Number.NaN;
  hadUnknownFields = false;
  private delta = emptyMetricsDelta();

  get cells(): number {
    const { rollups, annotations, external } = this.delta;
    const rows = metricResolutions.reduce((sum, name) => sum + rollups[name].size, 0);
    return rows * rowsPerCell + annotations.size + external.length;
  }

  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const judged = judgeSample(bytes, start, end, facts.appendedAtMs);
    if ('rejection' in judged) return judged.rejection;
    this.hadUnknownFields = judged.hadUnknownFields;
    if ('sample' in judged) {
      this.eventTimeMs = judged.sample.sampledAtMs;
      addSample(this.delta, judged.sample, facts.appendedAtMs);
    } else {
      this.eventTimeMs = Number.isNaN(facts.producedAtMs) ? facts.appendedAtMs : facts.producedAtMs;
      addExternal(this.delta, judged.external, facts.appendedAtMs);
    }
    return null;
  }

  take(): MetricsDelta {
    const taken = this.delta;
    this.delta = emptyMetricsDelta();
    return taken;
  }
}
