import { describe, expect, it } from 'vitest';
import { judgeRating } from './event';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const good = { userId: 42, movieId: 318, rating: 4.5, timestamp: 1_112_486_027_000 };
const judge = (value: string | Buffer) => {
  const bytes = Buffer.from(value as string);
  return judgeRating(bytes, 0, bytes.length, nowMs);
};
const withFields = (fields: object) => JSON.stringify({ ...good, ...fields });
const withText = (name: string, text: string) => withFields({ [name]: '@' }).replace('"@"', text);
/** `CODE path` of the rejection, or `valid`. */
const verdict = (value: string | Buffer): string => {
  const judged = judge(value);
  return 'rating' in judged ? 'valid' : `${judged.rejection.code} ${judged.rejection.fieldPath}`;
};

describe('judgeRating', () => {
  it('takes a rating of years ago, and tells of fields that it does not know', () => {
    expect(judge(JSON.stringify(good))).toEqual({ rating: good, hadUnknownFields: false });
    expect(judge(`${withFields({ note: [1] }).slice(0, -1)},"__proto__":{"rating":1}}`)).toEqual({
      ...{ rating: good, hadUnknownFields: true },
    });
  });

  it.each([
    ['hello', 'NOT_JSON '],
    ['', 'NOT_JSON '],
    [JSON.stringify(good).slice(0, -3), 'NOT_JSON '],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'NOT_JSON '],
    ['[1]', 'NOT_AN_OBJECT '],
    ['null', 'NOT_AN_OBJECT '],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'BAD_ENCODING '],
    [JSON.stringify(good).replace('userId', 'us\0rId'), 'BAD_ENCODING '],
    [withFields({ userId: undefined }), 'MISSING_FIELD userId'],
    [withFields({ movieId: undefined, rating: 'x' }), 'MISSING_FIELD movieId'],
    [withFields({ userId: 0 }), 'OUT_OF_RANGE userId'],
    [withFields({ userId: 138_493 }), 'valid'],
    [withFields({ userId: 138_494 }), 'OUT_OF_RANGE userId'],
    [withFields({ userId: '42' }), 'WRONG_TYPE userId'],
    [withFields({ userId: 1.5 }), 'WRONG_TYPE userId'],
    [withText('userId', '42.0'), 'valid'],
    [withText('userId', '9007199254740993'), 'OUT_OF_RANGE userId'],
    [withFields({ movieId: 131_262 }), 'valid'],
    [withFields({ movieId: 131_263 }), 'OUT_OF_RANGE movieId'],
    [withFields({ movieId: null }), 'WRONG_TYPE movieId'],
    [withFields({ rating: 0 }), 'OUT_OF_RANGE rating'],
    [withFields({ rating: 0.5 }), 'valid'],
    [withFields({ rating: 5 }), 'valid'],
    [withText('rating', '4.50'), 'valid'],
    [withFields({ rating: 5.5 }), 'OUT_OF_RANGE rating'],
    [withFields({ rating: 4.25 }), 'OUT_OF_RANGE rating'],
    [withText('rating', '1e400'), 'OUT_OF_RANGE rating'],
    [withFields({ rating: '4' }), 'WRONG_TYPE rating'],
    [withFields({ timestamp: 0 }), 'OUT_OF_RANGE timestamp'],
    [withFields({ timestamp: 1 }), 'valid'],
    [withFields({ timestamp: '2005-04-02' }), 'WRONG_TYPE timestamp'],
    [withFields({ timestamp: nowMs + 86_400_000 }), 'valid'],
    [withFields({ timestamp: nowMs + 86_400_001 }), 'BAD_TIME timestamp'],
    [withFields({ timestamp: 8.64e15 }), 'BAD_TIME timestamp'],
    [withText('timestamp', '9007199254740993'), 'OUT_OF_RANGE timestamp'],
  ])('judges %j as %s', (value, wanted) => expect(verdict(value)).toBe(wanted));

  it('says NOT_JSON of a record without a value', () => {
    expect(judgeRating(Buffer.alloc(0), -1, -1, nowMs)).toMatchObject({ rejection: { code: 'NOT_JSON' } });
  });

  it('gives every rejection a sentence that names the field and what to send', () => {
    expect(judge(withFields({ rating: 4.25 }))).toMatchObject({
      rejection: { sentence: 'rating is not in steps of a half: send 0.5, 1, 1.5 and so on up to 5.' },
    });
  });
});
