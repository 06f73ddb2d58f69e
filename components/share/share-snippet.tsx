import type { WayOut } from './share-ways';

/** What is copied, to be read before, and what it needs. */
export function ShareSnippet({ out }: { out: WayOut }) {
  return (
    <>
      {out.snippet === null ? null : (
        <pre
          data-testid="share-snippet"
          className="mt-4 max-h-40 overflow-y-auto whitespace-pre-wrap break-all rounded-6 bg-raised px-3 py-2.5 font-mono text-12 leading-5"
        >
          {out.snippet}
        </pre>
      )}
      <p className="mt-2 text-12 text-muted">{out.note}</p>
    </>
  );
}
