import type { Reader } from './query-orders-range';
import { UnanswerableQuestion } from './unanswerable-question';

/** A user, and another beside whom the numbers are to stand. */
export interface UserPair {
  readonly user: string;
  readonly other: string | null;
}

/** Throws `UnanswerableQuestion`, naming `user` or `with`, where one of both is not stored. */
export async function requireUsers(reader: Reader, { user, other }: UserPair): Promise<void> {
  if (user === other) throw new UnanswerableQuestion('with', 'A user cannot be compared with the same user.');
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT user_id AS id FROM user_stat WHERE user_id IN (${user}, ${other ?? user})`;
  const missing = [user, other].find((id) => id !== null && !rows.some((row) => row.id === id));
  if (missing != null)
    throw new UnanswerableQuestion(
      missing === user ? 'user' : 'with',
      `No film list of a user "${missing}" is stored.`,
    );
}
