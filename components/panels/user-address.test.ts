import { expect, it } from 'vitest';
import { userAddress, userOfAddress } from './user-address';

it.each(['user-1', 'a/b', '100 %', '?x=1#y', '.', '..', '~', '~.', '用户 1', '"a", b', "o'b"])(
  'the address of user %s leads back to it, through the URL of a browser',
  (user) => {
    const url = new URL(userAddress(user, 'with=7'), 'http://x');
    expect(url.search).toBe('?with=7');
    const parts = url.pathname.split('/');
    expect(parts.slice(0, -1)).toEqual(['', 'users']);
    expect(userOfAddress(parts.at(-1)!)).toBe(user);
  },
);

it('what no address writes is no user', () => expect(userOfAddress('%zz')).toBeNull());
