'use client';

import type { RovingRows } from './use-roving-rows';

/** The name of a row; where rows can be picked, a button as large as the row. Stands in a row that is `relative`. */
export function RowName({
  rowKey,
  text,
  label,
  picked,
  roving,
  onPick,
}: {
  rowKey: string;
  text: string;
  /** As read out. */
  label: string;
  picked: boolean;
  roving: RovingRows;
  onPick: (() => void) | undefined;
}) {
  if (onPick === undefined) return text;
  return (
    <button
      type="button"
      data-row={rowKey}
      aria-pressed={picked}
      aria-label={label}
      tabIndex={roving.tabStop === rowKey ? 0 : -1}
      onFocus={() => roving.onFocus(rowKey)}
      onClick={onPick}
      className="max-w-full truncate text-left after:absolute after:inset-y-0 after:-inset-x-1 after:z-[2] focus-visible:outline-0 focus-visible:after:outline-2 focus-visible:after:outline-accent"
    >
      {text}
    </button>
  );
}
