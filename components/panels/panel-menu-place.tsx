import { Ellipsis } from 'lucide-react';

/** Holds the place of the menu button until its code is loaded. */
export function PanelMenuPlace() {
  return (
    <span aria-hidden className="-mr-1.5 inline-flex size-7 shrink-0 items-center justify-center text-muted">
      <Ellipsis size={16} />
    </span>
  );
}
