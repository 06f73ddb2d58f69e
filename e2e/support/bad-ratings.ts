import type { BadRecord } from './bad-orders';

const good = { userId: 42, movieId: 318, rating: 4.5, timestamp: 1_112_486_027_000 };
const text = JSON.stringify(good);
const having = (fields: Record<string, unknown>) => JSON.stringify({ ...good, ...fields });
const raw = (name: string, json: string) => text.replace(new RegExp(`"${name}":[^,}]*`), `"${name}":${json}`);

const table: readonly (readonly [name: string, value: Buffer | string | null, code: string, fieldPath: string])[] = [
  ['a null value', null, 'NOT_JSON', ''],
  ['text that is not JSON', 'five stars', 'NOT_JSON', ''],
  ['JSON cut short', text.slice(0, -5), 'NOT_JSON', ''],
  ['nesting of 5,000', raw('rating', `${'['.repeat(5_000)}${']'.repeat(5_000)}`), 'NOT_JSON', ''],
  ['an array on top', `[${text}]`, 'NOT_AN_OBJECT', ''],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 'BAD_ENCODING', ''],
  ['2 MiB', having({ note: 'x'.repeat(2_097_152) }), 'TOO_LARGE', ''],
  ['no user', having({ userId: undefined }), 'MISSING_FIELD', 'userId'],
  ['fields only inherited through __proto__', `{"__proto__":${text}}`, 'MISSING_FIELD', 'userId'],
  ['no time', having({ timestamp: undefined }), 'MISSING_FIELD', 'timestamp'],
  ['a user as text', having({ userId: '42' }), 'WRONG_TYPE', 'userId'],
  ['half a film', having({ movieId: 318.5 }), 'WRONG_TYPE', 'movieId'],
  ['a time as text', having({ timestamp: '2005-04-02T23:53:47Z' }), 'WRONG_TYPE', 'timestamp'],
  ['user 0', having({ userId: 0 }), 'OUT_OF_RANGE', 'userId'],
  ['user 138494', having({ userId: 138_494 }), 'OUT_OF_RANGE', 'userId'],
  ['film 131263', having({ movieId: 131_263 }), 'OUT_OF_RANGE', 'movieId'],
  ['a film over 2^53', raw('movieId', '9007199254740993'), 'OUT_OF_RANGE', 'movieId'],
  ['no stars', having({ rating: 0 }), 'OUT_OF_RANGE', 'rating'],
  ['a quarter of a star', having({ rating: 4.25 }), 'OUT_OF_RANGE', 'rating'],
  ['1e400 stars', raw('rating', '1e400'), 'OUT_OF_RANGE', 'rating'],
  ['a time before 1970', having({ timestamp: -1 }), 'OUT_OF_RANGE', 'timestamp'],
  ['a time in microseconds', having({ timestamp: 4_112_486_027_000_000 }), 'BAD_TIME', 'timestamp'],
];

export const badRatings: readonly BadRecord[] = table.map(([name, value, code, fieldPath]) => ({
  name,
  key: `bad: ${name}`,
  value: typeof value === 'string' ? Buffer.from(value) : value,
  code,
  fieldPath,
}));

/** Odd, and still ratings. */
export const oddButGoodRatings: readonly { readonly key: string; readonly value: Buffer }[] = [
  raw('rating', '4.50'),
  raw('rating', '45e-1'),
  raw('userId', '42.0'),
  raw('timestamp', '1'),
  `{"rating":1,${text.slice(1)}`,
  `\n\t${text} `,
  `{"__proto__":{"rating":1},${text.slice(1)}`,
  text.replace('userId', '\\u0075serId'),
].map((value, at) => ({ key: `odd ${at}`, value: Buffer.from(value) }));
