import {
  type ForeignSample,
  foreignSampleSchema,
  type MetricSample,
  metricSampleSchema,
} from '@/lib/contracts/metric-sample';

export type ReadSample =
  | { readonly outcome: 'sample'; readonly sample: MetricSample }
  | { readonly outcome: 'foreign'; readonly foreign: ForeignSample }
  | { readonly outcome: 'rejected'; readonly sentence: string };

/** Reads a record of `metrics`. Never throws: whatever is not of the contract is rejected with a sentence. */
export function readSample(value: Buffer | null): ReadSample {
  if (value === null) return { outcome: 'rejected', sentence: 'the record has no value' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(value.toString('utf8'));
  } catch {
    return { outcome: 'rejected', sentence: 'the value is not JSON' };
  }
  const sample = metricSampleSchema.safeParse(parsed);
  if (sample.success) return { outcome: 'sample', sample: sample.data };
  const foreign = foreignSampleSchema.safeParse(parsed);
  if (foreign.success) return { outcome: 'foreign', foreign: foreign.data };
  const issue = sample.error.issues[0];
  return { outcome: 'rejected', sentence: `${issue?.path.join('.') || 'the value'}: ${issue?.message ?? 'unknown'}` };
}
