import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { readLiveSnapshot } from '@/app/_server/live-snapshot';
import { readSearch } from '@/app/_server/read-search';
import { loadStoredPanel } from '@/app/_server/stored-panels';
import { LiveProvider } from '@/components/live/live-provider';
import { LiveHeader } from '@/components/panels/live-header';
import { userOfAddress } from '@/components/panels/user-address';
import { UserBoard } from '@/components/panels/user-board';
import type { SearchParameters } from '@/components/prepare/embed-parameters';
import { userNameFirst } from '@/components/prepare/list-words';
import { SiteShell } from '@/components/ui/site-shell';
import type { AffinityKind } from '@/lib/contracts/user-panels';

interface UserPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParameters>;
}

export const dynamic = 'force-dynamic';

const view = { stream: 'movie-events', window: '5m' } as const;

export async function generateMetadata({ params }: UserPageProps): Promise<Metadata> {
  return { title: userNameFirst(userOfAddress((await params).id) ?? 'unknown') };
}

export default async function UserPage({ params, searchParams }: UserPageProps) {
  const user = userOfAddress((await params).id);
  if (user === null) notFound();
  const search = await readSearch(searchParams);
  search.set('user', user);
  const affinities = (kind: AffinityKind) =>
    loadStoredPanel('user-affinities', new URLSearchParams([...search, ['kind', kind]]));
  const [live, summary, months, ratings, newest, director, actor, genre] = await Promise.all([
    readLiveSnapshot(view),
    loadStoredPanel('user-summary', search),
    loadStoredPanel('user-months', search),
    loadStoredPanel('user-ratings', search),
    loadStoredPanel('user-newest', search),
    ...(['director', 'actor', 'genre'] as const).map(affinities),
  ]);
  if (summary.error?.parameter === 'user') notFound();
  return (
    <LiveProvider view={view} initial={live}>
      <SiteShell live={<LiveHeader />}>
        <NuqsAdapter>
          <UserBoard
            key={user}
            {...{
              user,
              summary,
              months,
              ratings,
              newest,
              affinities: { director: director!, actor: actor!, genre: genre! },
            }}
          />
        </NuqsAdapter>
      </SiteShell>
    </LiveProvider>
  );
}
