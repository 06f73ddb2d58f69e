'use client';

import { PanelMessage } from '@/components/panels/panel-message';
import { PageHead, SiteShell } from '@/components/ui/site-shell';

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <SiteShell>
      <PageHead sentence="This page could not be made." />
      <div className="mt-4 h-60 rounded-8 border border-line bg-panel p-[15px]">
        <PanelMessage
          title="Something of ours failed"
          sentence="Everything else goes on; the log of the web process has it under this id."
          id={error.digest ?? 'unknown'}
          onRetry={reset}
        />
      </div>
    </SiteShell>
  );
}
