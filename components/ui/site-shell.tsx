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
