import { InvalidArgumentError } from 'commander';

/** Parser of a flag's number; the message says what is allowed. */
export const asNumberFrom =
  (range: { min: number; max: number; whole: boolean }) =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= range.min && value <= range.max) || (range.whole && !Number.isInteger(value)))
      throw new InvalidArgumentError(`Give a ${range.whole ? 'whole ' : ''}number from ${range.min} to ${range.max}.`);
    return value;
  };

/** Parser of an instant; Unix ms. */
export function asInstant(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value) || !/(Z|[+-]\d\d:\d\d)$/.test(text))
    throw new InvalidArgumentError('Give an ISO 8601 time with offset like 2026-11-22T12:00:00Z.');
  return value;
}

/** Parser of an offset in a partition. */
export function asOffset(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('Give an offset: a whole number from 0.');
  return BigInt(text);
}
