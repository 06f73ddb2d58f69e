'use client';

import { Ellipsis } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';

/** The menu button of a panel. What is behind it comes, opened, with the first click; `load` fetches it before. */
export function MenuOnDemand({
  title,
  load,
  children,
}: {
  title: string;
  load: () => Promise<unknown>;
  children: ReactNode;
}) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return children;
  const prepare = () => void load().catch(() => undefined);
  return (
    <Button
      look="quiet"
      size="icon"
      data-export="off"
      className="-mr-1.5 [figure:fullscreen_&]:hidden"
      aria-label={`${title}: menu`}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => setWanted(true)}
    >
      <Ellipsis aria-hidden size={16} />
    </Button>
  );
}
