'use client';

import { ThemeProvider as NextThemes } from 'next-themes';
import type { ReactNode } from 'react';

/** Sets `data-theme` on <html> before the first paint: the viewer's choice, else what the system prefers. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemes
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      disableTransitionOnChange
      storageKey="streamscope-theme"
    >
      {children}
    </NextThemes>
  );
}
