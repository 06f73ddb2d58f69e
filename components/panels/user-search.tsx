'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

const waitMs = 250;

/** The beginning of an id, as a field; what is typed counts after a quarter of a second, Enter at once. */
export function UserSearch({ prefix, onChange }: { prefix: string; onChange: (prefix: string) => void }) {
  const [text, setText] = useState(prefix);
  const told = useRef(prefix);
  useEffect(() => {
    if (prefix !== told.current) setText(prefix);
    told.current = prefix;
  }, [prefix]);
  const tell = (next: string) => {
    told.current = next;
    onChange(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => tell(text), waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="relative inline-flex w-full tablet:w-80">
      <Search
        aria-hidden
        size={14}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <form
        className="w-full"
        onSubmit={(event) => {
          event.preventDefault();
          tell(text);
        }}
      >
        <input
          type="search"
          value={text}
          maxLength={64}
          onChange={(event) => setText(event.target.value)}
          aria-label="Id of the user begins with"
          placeholder="User id begins with"
          autoComplete="off"
          spellCheck={false}
          className="h-11 w-full rounded-8 border border-line-strong bg-panel pr-9 pl-8 text-13 placeholder:text-muted tablet:h-8 [&::-webkit-search-cancel-button]:hidden"
        />
      </form>
      {text === '' ? null : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setText('');
            tell('');
          }}
          className="absolute top-0 right-0 flex h-full w-9 items-center justify-center rounded-8 text-muted hover:text-text"
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </search>
  );
}
