'use client';

import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { formatAge } from '@/components/prepare/format-age';
import { Button } from '@/components/ui/button';
import { type Column, Table } from '@/components/ui/table';
import type { TileStatus } from '@/lib/contracts/live-frame';
import { StatusMark } from './status-mark';

interface Check {
  readonly name: string;
  readonly status: TileStatus;
  readonly detail: string;
  readonly version: string | null;
  readonly ageMs: number | null;
}

const renewMs = 5_000;

const columns: readonly Column<Check>[] = [
  { key: 'name', title: 'Part', leading: true, cell: (check) => check.name },
  { key: 'status', title: 'Status', cell: (check) => <StatusMark status={check.status} /> },
  { key: 'detail', title: 'Found', cell: (check) => check.detail },
  { key: 'version', title: 'Version', cell: (check) => check.version ?? '–' },
  {
    key: 'age',
    title: 'Age',
    align: 'right',
    cell: (check) => (check.ageMs === null ? '–' : check.ageMs < 50 ? 'now' : formatAge(check.ageMs)),
  },
];

/** Every dependency with status, version and age; asked again every 5 s while the page is looked at. */
export function HealthTable({
  initial,
}: {
  initial: { readonly checkedAt: string; readonly checks: readonly Check[] };
}) {
  const router = useRouter();
  const [asking, startAsking] = useTransition();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, renewMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="mt-4 rounded-8 border border-line bg-panel p-[15px]">
      <div className="mb-2 flex items-center justify-between gap-4">
        <div>
          <h2 className="font-medium text-15">Dependencies</h2>
          <p className="text-12 text-muted">
            Asked at {initial.checkedAt.slice(11, 19)} UTC · the same as JSON at{' '}
            <a href="/api/health" className="text-accent underline underline-offset-2">
              /api/health
            </a>
          </p>
        </div>
        <Button onClick={() => startAsking(() => router.refresh())} disabled={asking}>
          <RefreshCw aria-hidden size={14} /> Ask again
        </Button>
      </div>
      <Table caption="Dependencies" columns={columns} rows={initial.checks} rowKey={(check) => check.name} />
    </div>
  );
}
