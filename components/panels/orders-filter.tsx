'use client';

import { Popover } from '@base-ui/react/popover';
import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';

/** A filter of the bar: name, value, and what it offers in a pop-up. Set filters are tinted and can be removed. */
export function OrdersFilter({
  name,
  value,
  set,
  onClear,
  children,
}: {
  name: string;
  value: string;
  set: boolean;
  onClear: () => void;
  children: ReactNode;
}) {
  return (
    <Popover.Root>
      <span
        data-testid={`filter-${name.toLowerCase().replaceAll(' ', '-')}`}
        data-set={set}
        className={classNames(
          'inline-flex h-11 min-w-0 max-w-full items-center rounded-8 border text-13 tablet:h-8',
          set ? 'border-accent bg-accent-tint' : 'border-line bg-panel',
        )}
      >
        <Popover.Trigger
          aria-label={`${name}: ${value}`}
          className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-8 px-3 hover:bg-raised"
        >
          <span className="text-muted">{name}</span>
          <span className={classNames('max-w-56 truncate', set && 'font-medium')}>{value}</span>
          {set ? null : <ChevronDown aria-hidden size={14} className="ml-auto shrink-0" />}
        </Popover.Trigger>
        {set ? (
          <button
            type="button"
            aria-label={`Clear ${name.toLowerCase()}`}
            onClick={onClear}
            className="-ml-2 flex h-full w-8 shrink-0 items-center justify-center rounded-8 hover:bg-raised"
          >
            <X aria-hidden size={14} />
          </button>
        ) : null}
      </span>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start" className="z-30">
          <Popover.Popup
            aria-label={name}
            className="w-72 max-w-[calc(100vw-32px)] rounded-8 border border-line-strong bg-panel p-2 text-text shadow-overlay outline-none"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
