import { PageHead, SiteShell } from '@/components/ui/site-shell';

export default function OverviewPage() {
  return (
    <SiteShell>
      <PageHead sentence="Orders flow." />
    </SiteShell>
  );
}
