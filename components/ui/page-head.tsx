import type { ReactNode } from 'react';

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
