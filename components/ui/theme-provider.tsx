'use client';

import { usePathname } from 'next/navigation';
import { ThemeProvider as NextThemes } from 'next-themes';
import type { ReactNode } from 'react';

/**
 * Sets `data-theme` on <html> before the first paint: the viewer's choice, else what the system prefers. An embed needs
 * no storage: its address says which theme it has.
 */
export function ThemeProvider({ children }: { children: ReactNode }) {
  if (usePathname().startsWith('/embed/')) return children;
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
