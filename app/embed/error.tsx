'use client';

import { PanelMessage } from '@/components/panels/panel-message';

/** A slide never shows a stack trace. */
export default function EmbedError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main data-embed="" data-embed-warnings="" className="fixed inset-0 overflow-hidden bg-panel p-4 text-text">
      <PanelMessage
        sentence="Something of ours failed; the log of the web process has it under this id."
        id={error.digest ?? 'unknown'}
        onRetry={reset}
      />
    </main>
  );
}
