'use client';

import { Dialog } from '@/components/ui/dialog';

const keys: readonly (readonly [string, string])[] = [
  ['Space', 'Pause and resume'],
  ['← →', 'Move the cursor on all charts; with Shift ten steps'],
  ['0 or End', 'Go live'],
  ['T', 'Switch between light and dark'],
  ['Ctrl K', 'Find pages, panels and actions'],
  ['Esc', 'Take the cursor away, close a dialog'],
  ['?', 'This list'],
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keys">
      <dl className="grid grid-cols-[112px_1fr] gap-y-2 text-13">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-4 bg-raised px-2 py-0.5 font-mono text-12">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
