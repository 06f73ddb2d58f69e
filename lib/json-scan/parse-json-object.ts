import { isUtf8 } from 'node:buffer';
import { maxNesting, type Rejection } from '../contracts/rejection';

export type ParsedObject = { readonly object: Readonly<Record<string, unknown>> } | { readonly rejection: Rejection };

const reject = (code: Rejection['code'], sentence: string): ParsedObject => ({
  rejection: { code, fieldPath: '', sentence },
});

/**
 * The slow way from bytes to a JSON object, and the judge of the fast one: encoding, nesting, syntax, shape, in this
 * order. Duplicate keys: the last wins. A null value is start = end = -1. Never throws.
 */
export function parseJsonObject(bytes: Buffer, start: number, end: number): ParsedObject {
  if (start < 0) return reject('NOT_JSON', 'The record has no value (a tombstone): send the event as a JSON object.');
  if (start === end) return reject('NOT_JSON', 'The value is empty: send the event as a JSON object.');
  const value = bytes.subarray(start, end);
  if (!isUtf8(value)) return reject('BAD_ENCODING', 'The value is not UTF-8: encode the event as UTF-8.');
  if (value.includes(0)) return reject('BAD_ENCODING', 'The value holds a NUL byte: encode the event as UTF-8 text.');
  if (isDeeperThan(maxNesting, value))
    return reject('NOT_JSON', `The value is nested deeper than ${maxNesting} levels: send a flat object.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(value.toString('utf8'));
  } catch {
    return reject('NOT_JSON', 'The value is not valid JSON (perhaps cut short): send one JSON object.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return reject('NOT_AN_OBJECT', `The value is ${nameOf(parsed)}: send one JSON object.`);
  return { object: parsed as Record<string, unknown> };
}

/** `a number`, `null`, `an array`: what a JSON value is, in words. */
export function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Counts brackets outside of strings, before any parser has to walk them. */
function isDeeperThan(limit: number, value: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < value.length; i++) {
    const byte = value[i]!;
    if (inString) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}
