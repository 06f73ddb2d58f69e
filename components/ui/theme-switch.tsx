'use client';

import { Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from './button';

/** Light or dark; both icons are in the page, so that nothing flickers before the theme is known. */
export function ThemeSwitch() {
  const toggle = useThemeToggle();
  return (
    <Button look="quiet" size="icon" className="-mx-1.5" aria-label="Switch between light and dark" onClick={toggle}>
      <Sun aria-hidden size={16} className="hidden dark:block" />
      <Moon aria-hidden size={16} className="dark:hidden" />
    </Button>
  );
}

/** The action behind the switch, for keys and the finder. */
export function useThemeToggle(): () => void {
  const { resolvedTheme, setTheme } = useTheme();
  return () => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark');
}
