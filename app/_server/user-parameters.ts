import { z } from 'zod';
import type { UserSort } from '@/lib/contracts/user-panels';
import type { UserPlace } from '@/lib/db/query-users';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { one } from './stored-panel';

const longestId = 64;
const control = /[\u0000-\u001f\u007f]/;

/** The id of a user, or null. */
export const userId = one
  .refine((id) => id !== '', 'must not be empty')
  .refine((id) => id === null || id.length <= longestId, `is longer than ${longestId} characters`)
  .refine((id) => id === null || !control.test(id), 'must not hold control characters');

/** Beginning of an id; absent or empty = any. */
export const idPrefix = one
  .transform((prefix) => prefix ?? '')
  .refine((prefix) => prefix.length <= longestId, `is longer than ${longestId} characters`)
  .refine((prefix) => !control.test(prefix), 'must not hold control characters');

/** A whole number in a range, or what stands for none. */
export const wholeNumber = (least: number, most: number, usual: number) =>
  one
    .refine(
      (text) => text === null || (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most),
      `must be a whole number from ${least} to ${most}`,
    )
    .transform((text) => (text === null ? usual : Number(text)));

export const pairShape = { user: userId, with: userId };
export const pairParameters = z.object(pairShape);

const number = /^-?\d{1,15}$/;
const mean = /^\d{1,2}(\.\d{1,17})?$/;

/** A place in an order as a parameter: the id alone where ids order, else `<value>:<id>`. */
export const placeText = ({ value, user }: UserPlace, sort: UserSort): string =>
  sort === 'user' ? user : `${value}:${user}`;

/** Reads what `placeText` writes. Throws `UnanswerableQuestion` naming the parameter. */
export function readPlace(name: 'after' | 'before', text: string, sort: UserSort): UserPlace {
  const at = text.indexOf(':');
  const [value, user] = sort === 'user' ? [text, text] : [text.slice(0, at), text.slice(at + 1)];
  const isValue = sort === 'user' || (at > 0 && (sort === 'mean' ? mean : number).test(value));
  if (!isValue || user.length > longestId || control.test(user))
    throw new UnanswerableQuestion(name, `${name} must be what an answer with the same sort gave as next or previous.`);
  return { value, user };
}
