'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

export interface MenuEntry {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Either an action or an address. */
  readonly onSelect?: () => void;
  readonly href?: string;
  /** Set for an address that is saved, not shown. */
  readonly download?: boolean;
}

const entryClass =
  'flex h-8 w-full items-center gap-2 rounded-6 px-2 text-13 outline-none data-highlighted:bg-raised [&_svg]:text-muted';

/**
 * A button that opens a list of actions; focus, arrows, type-ahead and Esc by Base UI. `opensAtOnce`: as if the arrow key
 * had been pressed on it.
 */
export function Menu({
  trigger,
  entries,
  label,
  opensAtOnce = false,
}: {
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  label: string;
  opensAtOnce?: boolean;
}) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!opensAtOnce) return;
    button.current?.focus();
    button.current?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  }, [opensAtOnce]);
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger ref={button} aria-label={label} render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} align="end" className="z-30">
          <BaseMenu.Popup className="min-w-44 rounded-8 border border-line-strong bg-panel p-1 text-text shadow-overlay outline-none">
            {entries.map((entry) =>
              entry.href === undefined ? (
                <BaseMenu.Item key={entry.label} className={entryClass} onClick={() => entry.onSelect?.()}>
                  {entry.icon}
                  {entry.label}
                </BaseMenu.Item>
              ) : (
                <BaseMenu.LinkItem
                  key={entry.label}
                  className={entryClass}
                  href={entry.href}
                  {...(entry.download ? { download: '' } : { target: '_blank', rel: 'noreferrer' })}
                >
                  {entry.icon}
                  {entry.label}
                </BaseMenu.LinkItem>
              ),
            )}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
