'use client';

import dynamic from 'next/dynamic';
import { PageHead } from '@/components/ui/page-head';
import { PlainShell } from '@/components/ui/plain-shell';

// Every page loads this file beforehand and hardly one ever shows it.
const PanelMessage = dynamic(() => import('@/components/panels/panel-message').then((module) => module.PanelMessage), {
  ssr: false,
});

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PlainShell>
      <PageHead sentence="This page could not be made." />
      <div className="mt-4 h-60 rounded-8 border border-line bg-panel p-[15px]">
        <PanelMessage
          title="Something of ours failed"
          sentence="Everything else goes on; the log of the web process has it under this id."
          id={error.digest ?? 'unknown'}
          onRetry={reset}
        />
      </div>
    </PlainShell>
  );
}
