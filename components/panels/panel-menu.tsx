'use client';

import { Ellipsis } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, type MenuEntry } from '@/components/ui/menu';

/** The three dots of a panel, opened by the click that brought them; their edge stands on the panel's padding. */
export function PanelMenu({ title, entries }: { title: string; entries: readonly MenuEntry[] }) {
  return (
    <Menu
      opensAtOnce
      label={`${title}: menu`}
      entries={entries}
      trigger={
        <Button look="quiet" size="icon" className="-mr-1.5">
          <Ellipsis aria-hidden size={16} />
        </Button>
      }
    />
  );
}
