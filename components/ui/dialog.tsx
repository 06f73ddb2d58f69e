'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';

/** A dialog over the page: focus stays inside, Esc closes. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children: ReactNode;
}) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/60" />
        <BaseDialog.Popup className="fixed top-1/2 left-1/2 z-50 max-h-[85vh] w-[640px] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-8 border border-line-strong bg-panel p-6 text-text shadow-overlay outline-none">
          <div className="flex items-start justify-between gap-4">
            <div>
              <BaseDialog.Title className="font-medium text-15">{title}</BaseDialog.Title>
              {description === undefined ? null : (
                <BaseDialog.Description className="text-13 text-muted">{description}</BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close render={<Button look="quiet" size="icon" aria-label="Close" />}>
              <X aria-hidden size={16} />
            </BaseDialog.Close>
          </div>
          <div className="mt-4">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
