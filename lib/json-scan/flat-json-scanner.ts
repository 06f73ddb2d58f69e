import { isUtf8 } from 'node:buffer';

/** What a field held: nothing, a string without escapes, or a plain decimal number. */
export const slotKind = { absent: 0, string: 1, number: 2 } as const;

export interface ScanField {
  readonly name: string;
  /** true: `hashes` is filled for its strings, for a look-up in a `NameTable`. */
  readonly hashed?: boolean;
}

/** FNV-1a over bytes as a signed 32-bit number; seeded anew by each process, so that nobody can prepare collisions. */
export const hashSeed = (Math.random() * 2 ** 32) | 0;
export const hashPrime = 0x01000193;

const maxDigits = 15;
const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads flat JSON objects byte by byte into one slot a field, without making a string or an object. It knows what is
 * usual and declines the rest (escapes, nesting, signs, exponents, literals, control bytes, bad UTF-8, bad syntax): then
 * `parseJsonObject` judges. Whatever it accepts, JSON.parse reads as the same values; duplicate keys: the last wins.
 */
export class FlatJsonScanner {
  readonly kinds: Uint8Array;
  /** Range of a string's content in the scanned bytes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /** A number is mantissa / 10^decimals; at most 15 digits, so the mantissa is exact. */
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
  /** The object scanned last had keys that are no field of ours. */
  hadUnknownFields = false;
  private readonly names: readonly Buffer[];
  private readonly hashed: readonly boolean[];
  /** Which field followed the one before, the last time: keys come in the same order in nearly every event. */
  private readonly expected: Uint8Array;

  constructor(fields: readonly ScanField[]) {
    const size = fields.length;
    this.kinds = new Uint8Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.hashes = new Int32Array(size);
    this.mantissas = new Float64Array(size);
    this.decimals = new Uint8Array(size);
    this.names = fields.map((field) => Buffer.from(`${field.name}"`));
    this.hashed = fields.map((field) => field.hashed === true);
    this.expected = new Uint8Array(size + 1);
  }

  /** Scans `bytes[start, end)`; false when it declines, the slots are then meaningless. */
  scan(bytes: Buffer, start: number, end: number): boolean {
    const { kinds, starts, ends, mantissas, decimals, expected } = this;
    kinds.fill(0);
    this.hadUnknownFields = false;
    let at = skipSpace(bytes, start, end);
    if (at >= end || bytes[at] !== 0x7b) return false;
    at = skipSpace(bytes, at + 1, end);
    let high = 0;
    let previous = kinds.length;
    for (;;) {
      if (at >= end || bytes[at] !== quote) return false;
      const keyStart = at + 1;
      let slot = expected[previous]!;
      if (!this.startsWithName(bytes, keyStart, end, slot)) {
        slot = this.slotAt(bytes, keyStart, end);
        if (slot >= 0) expected[previous] = slot;
      }
      if (slot >= 0) {
        at = keyStart + this.names[slot]!.length;
        previous = slot;
      } else {
        this.hadUnknownFields = true;
        at = keyStart;
        for (let byte = 0; at < end; high |= byte, at++) {
          byte = bytes[at]!;
          if (byte === quote) break;
          if (byte === backslash || byte < 0x20) return false;
        }
        at++;
      }
      if (bytes[at] === 0x3a) at++;
      else {
        at = skipSpace(bytes, at, end);
        if (at >= end || bytes[at] !== 0x3a) return false;
        at++;
      }
      if (bytes[at] === 0x20) at = skipSpace(bytes, at, end);
      if (at >= end) return false;

      let byte = bytes[at]!;
      if (byte === quote) {
        const contentStart = ++at;
        if (slot >= 0 && this.hashed[slot]) {
          let hash = hashSeed;
          for (; at < end; at++) {
            byte = bytes[at]!;
            if (byte === quote) break;
            if (byte === backslash || byte < 0x20) return false;
            high |= byte;
            hash = Math.imul(hash ^ byte, hashPrime);
          }
          this.hashes[slot] = hash;
        } else {
          for (; at < end; at++) {
            byte = bytes[at]!;
            if (byte === quote) break;
            if (byte === backslash || byte < 0x20) return false;
            high |= byte;
          }
        }
        if (at >= end) return false;
        if (slot >= 0) {
          kinds[slot] = slotKind.string;
          starts[slot] = contentStart;
          ends[slot] = at;
        }
        at++;
      } else {
        const digitsStart = at;
        let mantissa = 0;
        let digit = byte - 0x30;
        while (digit >= 0 && digit <= 9) {
          mantissa = mantissa * 10 + digit;
          if (++at >= end) return false;
          byte = bytes[at]!;
          digit = byte - 0x30;
        }
        const integerDigits = at - digitsStart;
        if (integerDigits === 0 || (integerDigits > 1 && bytes[digitsStart] === 0x30)) return false;
        let fraction = 0;
        if (byte === 0x2e) {
          for (;;) {
            if (++at >= end) return false;
            byte = bytes[at]!;
            digit = byte - 0x30;
            if (digit < 0 || digit > 9) break;
            mantissa = mantissa * 10 + digit;
            fraction++;
          }
          if (fraction === 0) return false;
        }
        if (integerDigits + fraction > maxDigits || byte === 0x65 || byte === 0x45) return false;
        if (slot >= 0) {
          kinds[slot] = slotKind.number;
          mantissas[slot] = mantissa;
          decimals[slot] = fraction;
        }
      }

      if (at < end && bytes[at]! <= 0x20) at = skipSpace(bytes, at, end);
      if (at >= end) return false;
      byte = bytes[at++]!;
      if (byte === 0x2c) {
        if (at < end && bytes[at]! <= 0x20) at = skipSpace(bytes, at, end);
      } else if (byte === 0x7d) break;
      else return false;
    }
    if (at !== end && skipSpace(bytes, at, end) !== end) return false;
    return high < 0x80 || isUtf8(bytes.subarray(start, end));
  }

  private startsWithName(bytes: Buffer, at: number, end: number, slot: number): boolean {
    const name = this.names[slot]!;
    const { length } = name;
    if (at + length > end) return false;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== name[i]) return false;
    return true;
  }

  private slotAt(bytes: Buffer, at: number, end: number): number {
    for (let slot = 0; slot < this.names.length; slot++) if (this.startsWithName(bytes, at, end, slot)) return slot;
    return -1;
  }
}

function skipSpace(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = bytes[at]!;
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    at++;
  }
  return at;
}
