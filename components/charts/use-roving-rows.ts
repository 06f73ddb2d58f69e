'use client';

import { type KeyboardEvent, useState } from 'react';

export interface RovingRows {
  /** The row that takes Tab. */
  readonly tabStop: string | null;
  readonly onFocus: (key: string) => void;
  /** For the element around all rows; each row's control carries `data-row`. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One Tab stop for the rows of a chart; up, down, Home and End walk. `first` is the stop until one was focused. */
export function useRovingRows(keys: readonly string[], first: string | null): RovingRows {
  const [last, setLast] = useState<string | null>(null);
  const tabStop =
    last !== null && keys.includes(last) ? last : first !== null && keys.includes(first) ? first : keys[0];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = keys.indexOf((event.target as HTMLElement).dataset.row ?? '');
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    const key = next === undefined ? undefined : keys[next];
    if (key === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus();
  };
  return { tabStop: tabStop ?? null, onFocus: setLast, onKeyDown };
}
