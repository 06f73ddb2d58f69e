import type { ReactNode } from 'react';

/**
 * Frame of the pages for what is not there: every page loads them beforehand, so they hold no code of their own, and a
 * link to the start that works without any.
 */
export function PlainShell({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="h-12 border-line border-b bg-panel px-4 desktop:px-6">
        <div className="flex h-[47px] items-center">
          <a href="/" className="font-semibold text-15">
            Streamscope
          </a>
        </div>
      </header>
      <main className="mx-auto w-full px-4 pt-4 pb-6 desktop:px-6">{children}</main>
    </>
  );
}
