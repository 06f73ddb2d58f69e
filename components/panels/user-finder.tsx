'use client';

import { useEffect, useState } from 'react';
import { filmCount } from '@/components/prepare/list-words';
import type { UserRow, UsersList } from '@/lib/contracts/user-panels';

const waitMs = 150;
const shown = 8;

/** Users by the beginning of their id, those with most films first; to be chosen. `except` is not offered. */
export function UserFinder({
  label,
  except,
  onChoose,
}: {
  label: string;
  except: string;
  onChoose: (user: string) => void;
}) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly UserRow[] | null>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      findUsers(text, stop.signal).then(
        (rows) => {
          setFailed(false);
          setFound(rows);
        },
        () => stop.signal.aborted || setFailed(true),
      );
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  const offered = (found ?? []).filter(({ user }) => user !== except).slice(0, shown);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const exact = offered.find(({ user }) => user === text) ?? offered[0];
        if (exact !== undefined) onChoose(exact.user);
      }}
    >
      <input
        type="search"
        value={text}
        maxLength={64}
        onChange={(event) => setText(event.target.value)}
        aria-label={`${label}: id begins with`}
        placeholder="User id begins with"
        autoComplete="off"
        spellCheck={false}
        className="mb-1 h-8 w-full rounded-6 border border-line-strong bg-panel px-2 text-13 placeholder:text-muted max-tablet:h-11"
      />
      <ul>
        {offered.map(({ user, films }) => (
          <li key={user}>
            <button
              type="button"
              onClick={() => onChoose(user)}
              className="flex min-h-8 w-full items-center justify-between gap-3 rounded-6 px-2 text-left text-13 hover:bg-raised focus-visible:bg-raised max-tablet:min-h-11"
            >
              <span className="truncate">{user}</span>
              <span className="shrink-0 text-12 text-muted">{filmCount(films)}</span>
            </button>
          </li>
        ))}
      </ul>
      {offered.length > 0 ? null : (
        <p className="px-2 py-1 text-12 text-muted" role="status">
          {isFailed ? 'The server does not answer.' : found === null ? 'Looking' : 'No other id begins so.'}
        </p>
      )}
    </form>
  );
}

async function findUsers(prefix: string, signal: AbortSignal): Promise<readonly UserRow[]> {
  const search = new URLSearchParams({ ...(prefix !== '' && { prefix }), limit: String(shown + 1) });
  const response = await fetch(`/api/panels/users-list.json?${search}`, { signal });
  if (!response.ok) throw new Error(`users-list answered ${response.status}`);
  return ((await response.json()) as UsersList).rows;
}
