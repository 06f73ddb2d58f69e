'use client';

import { Menu as MenuIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { FindButton } from './find-button';
import { pages } from './pages';
import { ThemeSwitch } from './theme-switch';

/** Word mark, pages, finder, the live parts of the page, theme. On a phone the pages fold into a menu. */
export function SiteHeader({ live }: { live?: ReactNode }) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const isActive = (href: string) => (href === '/' ? pathname === '/' : pathname.startsWith(href));
  return (
    <header className="sticky top-0 z-20 h-12 border-line border-b bg-panel px-4 desktop:px-6">
      <div className="flex h-[47px] items-center">
        <Link href="/" className="font-semibold text-15">
          Streamscope
        </Link>
        <nav
          id="pages"
          aria-label="Pages"
          className={classNames(
            'desktop:static desktop:ml-[26px] desktop:flex desktop:h-full desktop:border-0 desktop:p-0',
            open ? 'absolute top-12 right-0 left-0 border-line border-b bg-panel px-4 py-2' : 'hidden',
          )}
        >
          <ul className="desktop:flex desktop:h-full desktop:gap-5">
            {pages.map((page) => (
              <li key={page.href} className="desktop:h-full">
                <Link
                  href={page.href}
                  aria-current={isActive(page.href) ? 'page' : undefined}
                  onClick={() => setOpen(false)}
                  className="-mb-px fade flex h-11 items-center border-transparent text-13 text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text desktop:h-12 desktop:border-b-2 desktop:pt-0.5"
                >
                  {page.title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto flex items-center gap-4">
          <FindButton />
          {live}
          <ThemeSwitch />
          <Button
            look="quiet"
            size="icon"
            className="-mr-1.5 desktop:hidden"
            aria-label="Pages"
            aria-expanded={open}
            aria-controls="pages"
            onClick={() => setOpen(!open)}
          >
            <MenuIcon aria-hidden size={16} />
          </Button>
        </div>
      </div>
    </header>
  );
}
