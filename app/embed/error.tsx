'use client';

/** A slide never shows a stack trace. Plain, for every embed loads it. */
export default function EmbedError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main
      data-embed=""
      data-embed-warnings=""
      className="fixed inset-0 flex flex-col items-start justify-center gap-1 overflow-hidden bg-panel p-4 text-13 text-text"
    >
      <p className="font-medium">This panel cannot be shown</p>
      <p className="text-muted">Something of ours failed; the log of the web process has it under this id.</p>
      <p className="mt-3 flex items-center gap-3">
        <button
          type="button"
          onClick={reset}
          className="h-8 rounded-8 border border-line-strong px-3 font-medium hover:bg-raised"
        >
          Retry
        </button>
        <span className="font-mono text-12 text-muted">id {error.digest ?? 'unknown'}</span>
      </p>
    </main>
  );
}
