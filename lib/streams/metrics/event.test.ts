import { describe, expect, it } from 'vitest';
import type { RejectionCode } from '../../contracts/rejection';
import { judgeSample } from './event';

const nowMs = Date.parse('2026-11-22T20:59:57.000Z');
const envelope = { v: 1, source: 'worker-1', sequence: 7, sampledAtMs: nowMs };
const sketch = { buckets: [700, 2, 710, 1], count: 3, sumMs: 12.5 };
const part = {
  ...{ topic: 'orders', partition: 0, incarnation: 'c/t', rebuildEpoch: 0, fromOffset: '0', toOffset: '3' },
  ...{ committedAtMs: nowMs, valid: 3, dead: 0, deduplicated: 0, gaps: 0, control: 0, historic: 0, clamped: 0 },
  ...{ deadByCode: {}, endToEnd: sketch, madeToAppended: sketch, appendedToConsumed: sketch, consumedToStored: sketch },
};
const consumer = {
  ...{ ...envelope, kind: 'consumer', fromMs: nowMs - 1_000, toMs: nowMs, owned: [{ topic: 'orders', partition: 0 }] },
  ...{ parts: [part], failedFlushes: 0, fencedFlushes: 0, commitMs: null, halted: [] },
};
const producer = {
  ...{ ...envelope, kind: 'producer', stream: 'orders', fromMs: nowMs - 1_000, toMs: nowMs, state: 'running' },
  ...{ sentOk: 1, sentError: 0, targetEventsPerSecond: 50, ack: sketch },
};
const lagPartition = { topic: 'orders', partition: 0, lowOffset: '0', endOffset: '5' };
const group = { group: 'g', internal: false, state: 'Stable', members: 1 };
const lag = {
  ...{ ...envelope, kind: 'lag', brokers: { up: 1, known: 1 }, database: { up: true, probeMs: 1.5 }, ledger: null },
  groups: [{ ...group, partitions: [{ ...lagPartition, committedOffset: null, cursorOffset: '5' }] }],
};
const annotation = {
  ...{ ...envelope, kind: 'annotation', id: 'a', atMs: nowMs, untilMs: null, type: 'start', text: 'x', stream: null },
};
const model = {
  ...{ ...envelope, kind: 'model', stream: 'ratings', fromMs: nowMs - 10_000, toMs: nowMs },
  ...{ rmse: 0.9, baselineRmse: 1.1, n: 500 },
};
const control = {
  ...{ ...envelope, kind: 'control', commandId: 'c', target: 'orders', action: 'start', state: 'done', text: '' },
};
const ours = { consumer, producer, lag, annotation, model, control };
const foreign = { metric: 'rmse', value: 0.87, timestamp: nowMs };

const judgeText = (text: string | Buffer) => {
  const bytes = Buffer.concat([Buffer.from('xx'), Buffer.from(text), Buffer.from('\\u0000')]);
  return judgeSample(bytes, 2, bytes.length - 6, nowMs);
};
const judge = (value: object) => judgeText(JSON.stringify(value));
const rejectionOf = (judged: ReturnType<typeof judgeSample>) => ('rejection' in judged ? judged.rejection : null);

describe('judgeSample', () => {
  it.each(Object.entries(ours))('takes a %s sample as it is', (_, value) => {
    expect(judge(value)).toEqual({ sample: value, hadUnknownFields: false });
  });

  it('takes a sample of somebody else, with labels or without', () => {
    expect(judge(foreign)).toEqual({ external: foreign, hadUnknownFields: false });
    const labelled = { ...foreign, labels: { job: 'spark-7' } };
    expect(judge(labelled)).toEqual({ external: labelled, hadUnknownFields: false });
    expect(judge({ ...foreign, kind: 'gauge', v: 3 })).toEqual({ external: foreign, hadUnknownFields: true });
  });

  it('tells that fields were ignored', () => {
    expect(judge({ ...producer, host: 'a' })).toEqual({ sample: producer, hadUnknownFields: true });
    const text = JSON.stringify(foreign).replace('{', '{"__proto__": {"value": 1}, ');
    expect(judgeText(text)).toEqual({ external: foreign, hadUnknownFields: true });
  });

  const dayMs = 86_400_000;
  const withPart = (changed: object) => ({ ...consumer, parts: [part, { ...part, ...changed }] });
  const cases: [RejectionCode, string, string, string | Buffer | object][] = [
    ['NOT_JSON', 'an empty value', '', ''],
    ['NOT_JSON', 'a cut value', '', JSON.stringify(consumer).slice(0, -5)],
    ['NOT_JSON', 'a value nested too deep', '', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['NOT_AN_OBJECT', 'an array', '', '[{}]'],
    ['NOT_AN_OBJECT', 'null', '', 'null'],
    ['BAD_ENCODING', 'bytes that are no UTF-8', '', Buffer.from([0x7b, 0xff, 0x7d])],
    ['BAD_ENCODING', 'a NUL in a name', 'metric', JSON.stringify(foreign).replace('rmse', 'a\\u0000b')],
    [
      'BAD_ENCODING',
      'half a surrogate pair',
      'labels.job',
      `{"metric":"m","value":1,"timestamp":${nowMs},"labels":{"job":"\\ud800"}}`,
    ],
    [
      'BAD_ENCODING',
      'a NUL in a field name',
      'labels',
      `{"metric":"m","value":1,"timestamp":${nowMs},"labels":{"a\\u0000":"x"}}`,
    ],
    ['MISSING_FIELD', 'an empty object', 'metric', {}],
    ['MISSING_FIELD', 'a foreign sample without a value', 'value', { metric: 'rmse', timestamp: nowMs }],
    ['MISSING_FIELD', 'a sample without a kind', 'kind', envelope],
    ['MISSING_FIELD', 'a sample without a version', 'v', { ...consumer, v: undefined }],
    ['MISSING_FIELD', 'a producer without a state', 'state', { ...producer, state: undefined }],
    ['MISSING_FIELD', 'a part without a counter', 'parts.1.valid', withPart({ valid: undefined })],
    ['WRONG_TYPE', 'a value as text', 'value', { ...foreign, value: '0.87' }],
    ['WRONG_TYPE', 'a time as text', 'timestamp', { ...foreign, timestamp: '2026-11-22T20:59:57Z' }],
    ['WRONG_TYPE', 'a label that is a number', 'labels.run', { ...foreign, labels: { run: 7 } }],
    ['WRONG_TYPE', 'a kind that is a number', 'kind', { ...envelope, kind: 7 }],
    ['WRONG_TYPE', 'a version as text', 'v', { ...consumer, v: '1' }],
    ['WRONG_TYPE', 'half a record', 'sentOk', { ...producer, sentOk: 0.5 }],
    ['WRONG_TYPE', 'groups as an object', 'groups', { ...lag, groups: {} }],
    ['OUT_OF_RANGE', 'a number beyond all numbers', 'value', `{"metric":"m","value":1e400,"timestamp":${nowMs}}`],
    ['OUT_OF_RANGE', 'a name of nothing', 'metric', { ...foreign, metric: '' }],
    [
      'OUT_OF_RANGE',
      'too many labels',
      'labels',
      { ...foreign, labels: Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`l${n}`, ''])) },
    ],
    ['OUT_OF_RANGE', 'a label too long', 'labels.job', { ...foreign, labels: { job: 'x'.repeat(201) } }],
    ['OUT_OF_RANGE', 'a state nobody knows', 'state', { ...control, state: 'asleep' }],
    ['OUT_OF_RANGE', 'less than nothing', 'failedFlushes', { ...consumer, failedFlushes: -1 }],
    ['OUT_OF_RANGE', 'more than anybody counts', 'sentOk', { ...producer, sentOk: 1_000_000_000_001 }],
    [
      'OUT_OF_RANGE',
      'a count beyond 2^53',
      'sentOk',
      JSON.stringify(producer).replace('"sentOk":1', '"sentOk":9007199254740993'),
    ],
    ['OUT_OF_RANGE', 'an offset that is no number', 'parts.1.toOffset', withPart({ toOffset: '-3' })],
    [
      'OUT_OF_RANGE',
      'an offset too long',
      'groups.0.partitions.0.endOffset',
      { ...lag, groups: [{ ...group, partitions: [{ ...lag.groups[0]!.partitions[0], endOffset: '9'.repeat(19) }] }] },
    ],
    [
      'OUT_OF_RANGE',
      'a sketch whose counts do not add up',
      'parts.1.endToEnd',
      withPart({ endToEnd: { ...sketch, count: 4 } }),
    ],
    [
      'OUT_OF_RANGE',
      'a sketch of another layout',
      'ack',
      { ...producer, ack: { buckets: [99_999, 1], count: 1, sumMs: 1 } },
    ],
    ['OUT_OF_RANGE', 'a code too long', 'parts.1.deadByCode', withPart({ deadByCode: { ['x'.repeat(201)]: 1 } })],
    ['OUT_OF_RANGE', 'a code too often', 'parts.1.deadByCode.BAD_TIME', withPart({ deadByCode: { BAD_TIME: 2e12 } })],
    ['OUT_OF_RANGE', 'a stream name too long for a key', 'stream', { ...model, stream: 'x'.repeat(201) }],
    ['OUT_OF_RANGE', 'an id too long for a key', 'id', { ...annotation, id: 'x'.repeat(501) }],
    ['OUT_OF_RANGE', 'an error beyond all ratings', 'rmse', { ...model, rmse: 1e7 }],
    ['UNKNOWN_EVENT_TYPE', 'a kind nobody knows', 'kind', { ...envelope, kind: 'weather' }],
    ['UNKNOWN_EVENT_TYPE', 'a kind that every object has', 'kind', { ...envelope, kind: 'constructor' }],
    ['UNSUPPORTED_VERSION', 'a sample of the future', 'v', { ...consumer, v: 2 }],
    ['UNSUPPORTED_VERSION', 'a kind of the future', 'v', { ...envelope, v: 2, kind: 'weather' }],
    ['BAD_TIME', 'a clock a day ahead', 'sampledAtMs', { ...model, sampledAtMs: nowMs + dayMs + 1 }],
    ['BAD_TIME', 'a commit a day ahead', 'parts.1.committedAtMs', withPart({ committedAtMs: nowMs + dayMs + 1 })],
    ['BAD_TIME', 'an interval a day ahead', 'toMs', { ...producer, toMs: nowMs + dayMs + 1 }],
    ['BAD_TIME', 'an annotation a day ahead', 'atMs', { ...annotation, atMs: nowMs + dayMs + 1 }],
    ['BAD_TIME', 'a foreign time a day ahead', 'timestamp', { ...foreign, timestamp: nowMs + dayMs + 1 }],
    ['BAD_TIME', 'a foreign time in seconds', 'timestamp', { ...foreign, timestamp: Math.round(nowMs / 1_000) }],
  ];

  it.each(cases)('%s: %s', (code, _, fieldPath, value) => {
    const judged = typeof value === 'string' || Buffer.isBuffer(value) ? judgeText(value) : judge(value);
    expect(rejectionOf(judged)).toMatchObject({ code, fieldPath });
    expect(rejectionOf(judged)?.sentence).toMatch(/: |\.$/);
  });

  it('refuses a record without a value', () => {
    expect(rejectionOf(judgeSample(Buffer.alloc(0), -1, -1, nowMs))).toMatchObject({ code: 'NOT_JSON', fieldPath: '' });
  });

  it('takes times up to a day ahead, and backslashes that escape nothing odd', () => {
    expect(judge({ ...annotation, atMs: nowMs + dayMs, text: 'C:\\udo "ż"' })).toHaveProperty('sample');
  });
});
