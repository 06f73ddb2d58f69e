import { describe, expect, it } from 'vitest';
import { maxValueBytes } from '../../contracts/rejection';
import { judgeOrder } from './event';
import { createInvalidOrderGenerator, invalidModeNames, invalidModes } from './invalid-orders';

const nowMs = Date.parse('2026-11-22T12:34:56.789Z');

/** `CODE path` as a worker would judge the record, which was appended `laterMs` after it was made. */
const verdict = (value: string, laterMs = 0): string => {
  const bytes = Buffer.from(value);
  if (bytes.length > maxValueBytes) return 'TOO_LARGE ';
  const judged = judgeOrder(bytes, 0, bytes.length, nowMs + laterMs);
  return 'order' in judged ? 'valid' : `${judged.rejection.code} ${judged.rejection.fieldPath}`;
};

describe('invalid orders', () => {
  it.each(invalidModeNames)('of mode %s are rejected by the contract for what the mode names', (mode) => {
    const generator = createInvalidOrderGenerator({ seed: 'mode', mode });
    const { code, fieldPath } = invalidModes[mode];
    for (let n = 0; n < (mode === 'too-large' ? 3 : 300); n++) {
      const { topic, value } = generator.next(nowMs);
      expect(topic).toBe('orders');
      expect(verdict(value), value.slice(0, 300)).toBe(`${code} ${fieldPath}`);
      expect(verdict(value, 6 * 86_400_000)).toBe(`${code} ${fieldPath}`);
    }
  });

  it('reach every code that an order can be rejected with', () => {
    const codes = new Set(invalidModeNames.map((mode) => invalidModes[mode].code));
    const all = ['BAD_ENCODING', 'BAD_TIME', 'MISSING_FIELD', 'NOT_AN_OBJECT', 'NOT_JSON', 'OUT_OF_RANGE', 'TOO_LARGE'];
    expect([...codes].sort()).toEqual([...all, 'WRONG_TYPE']);
  });

  it('drawn at random are wrong in many ways and never right, large ones rarely, the same for the same seed', () => {
    const draw = (seed: string) => {
      const generator = createInvalidOrderGenerator({ seed, mode: 'random' });
      return Array.from({ length: 3_000 }, () => generator.next(nowMs).value);
    };
    const values = draw('a');
    const verdicts = values.map((value) => verdict(value));
    expect(verdicts).not.toContain('valid');
    expect(new Set(verdicts).size).toBeGreaterThan(12);
    expect(verdicts.filter((code) => code === 'TOO_LARGE ').length).toBeLessThan(10);
    expect(draw('a')).toEqual(values);
    expect(draw('b')).not.toEqual(values);
  });
});
