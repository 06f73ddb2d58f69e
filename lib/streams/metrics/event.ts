import type { z } from 'zod';
import {
  annotationSampleSchema,
  consumerSampleSchema,
  controlSampleSchema,
  type ForeignSample,
  foreignSampleSchema,
  lagSampleSchema,
  type MetricSample,
  modelSampleSchema,
  producerSampleSchema,
} from '../../contracts/metric-sample';
import type { Rejection } from '../../contracts/rejection';
import { parseJsonObject } from '../../json-scan/parse-json-object';
import { isCleanText, rejectionOfIssue } from '../../json-scan/rejection-of-issue';
import { findUnfit } from './sample-bounds';
import { findBadTime, findUnfitForeign } from './sample-times';

const schemas: Readonly<Record<MetricSample['kind'], z.ZodObject>> = {
  consumer: consumerSampleSchema,
  producer: producerSampleSchema,
  lag: lagSampleSchema,
  annotation: annotationSampleSchema,
  model: modelSampleSchema,
  control: controlSampleSchema,
};
const backslash = 0x5c;
const letterU = 0x75;

export type JudgedSample =
  | { readonly sample: MetricSample; readonly hadUnknownFields: boolean }
  | { readonly external: ForeignSample; readonly hadUnknownFields: boolean }
  | { readonly rejection: Rejection };

/**
 * Judges the sample in `bytes[start, end)` (null value: -1, -1); `appendedAtMs` is "now". Ours has `v` and a `kind` that
 * we know; whatever names a `metric` is somebody else's. What is accepted can be added up and stored.
 */
export function judgeSample(bytes: Buffer, start: number, end: number, appendedAtMs: number): JudgedSample {
  const parsed = parseJsonObject(bytes, start, end);
  if ('rejection' in parsed) return parsed;
  const { object } = parsed;
  const unclean = hasEscapes(bytes, start, end) ? findUnclean(object, '') : null;
  if (unclean !== null) return { rejection: unclean };
  const { kind, v } = object;
  const schema =
    typeof kind === 'string' && Object.hasOwn(schemas, kind) ? schemas[kind as MetricSample['kind']] : null;
  if (schema === null && (Object.hasOwn(object, 'metric') || (kind === undefined && v === undefined)))
    return judgeForeign(object, appendedAtMs);
  if (typeof v === 'number' && v !== 1)
    return refuse('UNSUPPORTED_VERSION', 'v', `is ${v}: this version of the product reads samples of v 1`);
  if (schema === null) return { rejection: wrongKind(kind) };
  const result = schema.safeParse(object);
  if (!result.success) return { rejection: rejectionOfIssue(result.error.issues[0]!, object) };
  const sample = result.data as MetricSample;
  const fault = findUnfit(sample) ?? findBadTime(sample, appendedAtMs);
  return fault === null ? { sample, hadUnknownFields: hasOthers(object, schema) } : { rejection: fault };
}

function judgeForeign(object: Readonly<Record<string, unknown>>, appendedAtMs: number): JudgedSample {
  const result = foreignSampleSchema.safeParse(object);
  if (!result.success) return { rejection: rejectionOfIssue(result.error.issues[0]!, object) };
  const fault = findUnfitForeign(result.data, appendedAtMs);
  return fault === null
    ? { external: result.data, hadUnknownFields: hasOthers(object, foreignSampleSchema) }
    : { rejection: fault };
}

const refuse = (code: Rejection['code'], fieldPath: string, wish: string): { rejection: Rejection } => ({
  rejection: { code, fieldPath, sentence: `${fieldPath} ${wish}.` },
});

function wrongKind(kind: unknown): Rejection {
  const wish = `send ${Object.keys(schemas).join(', ')}, or a sample {metric, value, timestamp}`;
  if (kind === undefined) return refuse('MISSING_FIELD', 'kind', `is missing: ${wish}`).rejection;
  if (typeof kind !== 'string') return refuse('WRONG_TYPE', 'kind', `is no string: ${wish}`).rejection;
  return refuse('UNKNOWN_EVENT_TYPE', 'kind', `is not known: ${wish}`).rejection;
}

const hasOthers = (object: Readonly<Record<string, unknown>>, schema: z.ZodObject): boolean =>
  Object.keys(object).some((key) => !Object.hasOwn(schema.shape, key));

/** Only an escape can bring a NUL or half a surrogate pair into text that is UTF-8. */
function hasEscapes(bytes: Buffer, start: number, end: number): boolean {
  for (let at = bytes.indexOf(backslash, start); at >= 0 && at + 1 < end; at = bytes.indexOf(backslash, at + 2))
    if (bytes[at + 1] === letterU) return true;
  return false;
}

function findUnclean(value: unknown, path: string): Rejection | null {
  if (typeof value === 'string') return isCleanText(value) ? null : unclean(path);
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!isCleanText(key)) return unclean(path);
    const found = findUnclean(inner, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

const unclean = (fieldPath: string): Rejection => ({
  code: 'BAD_ENCODING',
  fieldPath,
  sentence: `${fieldPath || 'A field name'} holds a NUL or half a surrogate pair: send whole Unicode characters.`,
});
