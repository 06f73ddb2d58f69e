'use client';

import { RefreshCw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

/** What went wrong in our words, a way on, and the id to quote. */
export function PanelMessage({
  title = 'This panel cannot be shown',
  sentence,
  id,
  onRetry,
}: {
  title?: string;
  sentence: string;
  id: string;
  onRetry?: () => void;
}) {
  return (
    <div className="flex h-full flex-col items-start justify-center gap-1">
      <p className="font-medium text-13">{title}</p>
      <p className="text-13 text-muted">{sentence}</p>
      <div className="mt-3 flex items-center gap-3">
        {onRetry === undefined ? null : (
          <Button onClick={onRetry}>
            <RefreshCw aria-hidden size={14} /> Retry
          </Button>
        )}
        <span className="flex items-center gap-1 font-mono text-12 text-muted">
          id {id} <CopyButton text={id} label="Copy the id" />
        </span>
      </div>
    </div>
  );
}
