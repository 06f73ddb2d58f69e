import type { Metadata } from 'next';
import Link from 'next/link';
import { pages } from '@/components/ui/pages';
import { PageHead, SiteShell } from '@/components/ui/site-shell';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <SiteShell>
      <PageHead sentence="There is no page at this address." />
      <ul className="mt-4 rounded-8 border border-line bg-panel p-[15px]">
        {pages.map((page) => (
          <li key={page.href} className="flex h-11 items-center gap-3 text-13">
            <Link href={page.href} className="font-medium text-accent underline underline-offset-2">
              {page.title}
            </Link>
            <span className="text-muted">{page.question}</span>
          </li>
        ))}
      </ul>
    </SiteShell>
  );
}
