import { openValue, reject } from './judge-json';

/**
 * The tests' own reading of the contract of ratings, written from its description: an oracle that shared code with what
 * it judges would prove nothing.
 */
export interface JudgedRating {
  readonly accepted: true;
  readonly user: number;
  readonly film: number;
  /** 1..10. */
  readonly halves: number;
  readonly atMs: number;
}
export type RatingVerdict = JudgedRating | ReturnType<typeof reject>;

const dayMs = 86_400_000;

export function judgeRating(value: Buffer | null, appendedAtMs: number): RatingVerdict {
  const opened = openValue(value);
  if (!('fields' in opened)) return opened as RatingVerdict;
  const { fields } = opened;
  const numberFault = (name: string, lowest: number, highest: number, isWhole: boolean) => {
    const found = fields.get(name);
    if (found === undefined) return reject('MISSING_FIELD', name);
    if (typeof found !== 'number') return reject('WRONG_TYPE', name);
    if (!Number.isFinite(found) || (isWhole && Math.abs(found) > Number.MAX_SAFE_INTEGER))
      return reject('OUT_OF_RANGE', name);
    if (isWhole && !Number.isInteger(found)) return reject('WRONG_TYPE', name);
    return found < lowest || found > highest ? reject('OUT_OF_RANGE', name) : null;
  };
  const rating = fields.get('rating') as number;
  const atMs = fields.get('timestamp') as number;
  const fault =
    numberFault('userId', 1, 138_493, true) ??
    numberFault('movieId', 1, 131_262, true) ??
    numberFault('rating', 0.5, 5, false) ??
    (`${rating}`.match(/^\d(\.5)?$/) === null ? reject('OUT_OF_RANGE', 'rating') : null) ??
    numberFault('timestamp', 1, Number.MAX_SAFE_INTEGER, true) ??
    (atMs - dayMs > appendedAtMs ? reject('BAD_TIME', 'timestamp') : null);
  if (fault !== null) return fault;
  return {
    accepted: true,
    user: fields.get('userId') as number,
    film: fields.get('movieId') as number,
    halves: rating + rating,
    atMs,
  };
}
