import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { pages } from '@/components/ui/pages';
import { PlainShell } from '@/components/ui/plain-shell';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <PlainShell>
      <PageHead sentence="There is no page at this address." />
      <ul className="mt-4 rounded-8 border border-line bg-panel p-[15px]">
        {pages.map((page) => (
          <li key={page.href} className="flex h-11 items-center gap-3 text-13">
            <a href={page.href} className="font-medium text-accent underline underline-offset-2">
              {page.title}
            </a>
            <span className="text-muted">{page.question}</span>
          </li>
        ))}
      </ul>
    </PlainShell>
  );
}
