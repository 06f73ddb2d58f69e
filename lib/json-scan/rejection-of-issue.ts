import { z } from 'zod';
import type { Rejection, RejectionCode } from '../contracts/rejection';
import { nameOf } from './parse-json-object';

type Issue = z.core.$ZodIssue;

/** Neither NUL nor half a surrogate pair: what PostgreSQL and UTF-8 can hold. */
export const isCleanText = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** A string of clean text: the base of every text field of a contract. */
export const cleanText = () =>
  z.string().refine(isCleanText, {
    abort: true,
    params: { code: 'BAD_ENCODING' satisfies RejectionCode },
    error: 'holds a NUL or half a surrogate pair: send whole Unicode characters',
  });

/** Turns the first thing that a contract's schema found wrong with `input` into a rejection. */
export function rejectionOfIssue(issue: Issue, input: unknown): Rejection {
  const value = valueAt(input, issue.path);
  const fieldPath = issue.path.map(String).join('.');
  const { code, sentence } = judge(issue, value);
  return { code, fieldPath, sentence: `${fieldPath} ${sentence}.` };
}

function judge(issue: Issue, value: unknown): { code: RejectionCode; sentence: string } {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return { code: 'MISSING_FIELD', sentence: 'is missing: it is required' };
      if (typeof value === 'number' && !Number.isFinite(value))
        return { code: 'OUT_OF_RANGE', sentence: 'is too large for a number: send a smaller one' };
      if (typeof value === 'number' && issue.expected === 'int')
        return { code: 'WRONG_TYPE', sentence: `is ${value}: send a whole number` };
      return {
        code: 'WRONG_TYPE',
        sentence: `is ${nameOf(value)}: send a ${wanted[issue.expected] ?? issue.expected}`,
      };
    case 'invalid_value':
      if (value === undefined) return { code: 'MISSING_FIELD', sentence: 'is missing: it is required' };
      if (!issue.values.some((allowed) => typeof allowed === typeof value))
        return { code: 'WRONG_TYPE', sentence: `is ${nameOf(value)}: send ${issue.values.join(' or ')}` };
      return { code: 'OUT_OF_RANGE', sentence: `is not known: send ${issue.values.join(' or ')}` };
    case 'invalid_union': {
      const inner = issue.errors.flat();
      const found = inner.find((one) => one.code !== 'invalid_type') ?? inner[0];
      return found === undefined ? { code: 'WRONG_TYPE', sentence: 'has the wrong type' } : judge(found, value);
    }
    case 'too_small':
      return {
        code: 'OUT_OF_RANGE',
        sentence: bound(value, issue.minimum, issue.inclusive === false, 'least', 'more'),
      };
    case 'too_big':
      return { code: 'OUT_OF_RANGE', sentence: bound(value, issue.maximum, issue.inclusive === false, 'most', 'less') };
    case 'custom':
      return { code: (issue.params?.code as RejectionCode | undefined) ?? 'OUT_OF_RANGE', sentence: issue.message };
    default:
      return { code: 'OUT_OF_RANGE', sentence: `is not allowed: ${issue.message}` };
  }
}

const wanted: Readonly<Record<string, string>> = { int: 'whole number' };

function bound(value: unknown, limit: number | bigint, exclusive: boolean, word: string, strict: string): string {
  const wish = exclusive ? `${strict} than ${limit}` : `at ${word} ${limit}`;
  if (typeof value === 'string') return `has ${value.length} characters: send ${wish}`;
  return `is ${String(value)}: send ${wish}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
