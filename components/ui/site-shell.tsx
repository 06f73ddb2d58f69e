import type { ReactNode } from 'react';
import { SiteHeader } from './site-header';

/**
 * Frame of every page outside /embed: header, then content between the gutters. `live` are the header's live parts.
 */
export function SiteShell({ live, children }: { live?: ReactNode; children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-8 bg-panel px-3 py-2 text-13 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        To the content
      </a>
      <SiteHeader live={live} />
      <main id="content" className="mx-auto w-full px-4 pt-4 pb-6 desktop:px-6">
        {children}
      </main>
    </>
  );
}

/** First row of a page: one sentence that says what is to be seen, controls at the right. */
export function PageHead({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <PageSentence sentence={sentence} />
      {children === undefined ? null : <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}

export function PageSentence({ sentence }: { sentence: string }) {
  return (
    <h1 className="min-w-0 font-medium text-15 desktop:truncate desktop:text-20" data-testid="page-sentence">
      {sentence}
    </h1>
  );
}
