import type { Metadata } from 'next';
import { loadFoldNotes } from '@/app/_server/fold-notes';
import { readHealth } from '@/app/_server/health-report';
import { readLiveSnapshot } from '@/app/_server/live-snapshot';
import { LiveProvider } from '@/components/live/live-provider';
import { FoldNotesTable } from '@/components/panels/fold-notes-table';
import { HealthTable } from '@/components/panels/health-table';
import { LiveHeader } from '@/components/panels/live-header';
import { PageHead } from '@/components/ui/page-head';
import { SiteShell } from '@/components/ui/site-shell';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Status' };

const view = { stream: 'all', window: '5m' } as const;

export default async function StatusPage() {
  const [report, snapshot, notes] = await Promise.all([readHealth(), readLiveSnapshot(view), loadFoldNotes()]);
  return (
    <LiveProvider view={view} initial={snapshot}>
      <SiteShell live={<LiveHeader />}>
        <PageHead sentence={sentenceOf(report)} />
        <HealthTable initial={report} />
        <FoldNotesTable rows={notes} />
      </SiteShell>
    </LiveProvider>
  );
}

function sentenceOf({ ready, checks }: Awaited<ReturnType<typeof readHealth>>): string {
  const unwell = checks.filter((check) => check.status === 'warn' || check.status === 'crit');
  if (!ready)
    return `Not ready: ${unwell.map((check) => check.name).join(' and ')} ${unwell.length === 1 ? 'needs' : 'need'} attention.`;
  if (unwell.length > 0) return `Ready; look at ${unwell.map((check) => check.name.toLowerCase()).join(' and ')}.`;
  return 'Everything the pages depend on answers.';
}
