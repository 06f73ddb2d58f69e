'use client';

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

/** A sentence shown when its trigger is pointed at or focused; never the only place of a fact. */
export function Tooltip({ text, trigger }: { text: string; trigger: ReactElement }) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={trigger} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner sideOffset={4} className="z-30">
          <BaseTooltip.Popup className="max-w-80 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 text-text shadow-overlay">
            {text}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
