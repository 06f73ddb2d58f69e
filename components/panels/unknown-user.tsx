'use client';

import { usePathname, useRouter } from 'next/navigation';
import { CommandLine } from '@/components/ui/command-line';
import { PageHead } from '@/components/ui/page-head';
import { userAddress, userOfAddress } from './user-address';
import { UserFinder } from './user-finder';

/** In place of the page of a user of whom nothing is stored. */
export function UnknownUser() {
  const router = useRouter();
  const user = userOfAddress(usePathname().split('/').at(-1) ?? '');
  return (
    <>
      <PageHead sentence={user === null ? 'There is no such user.' : `No film list of a user “${user}” is stored.`} />
      <div className="mt-4 grid max-w-240 grid-cols-1 gap-4 tablet:grid-cols-2">
        <section aria-labelledby="find-user" className="rounded-8 border border-line bg-panel p-[15px]">
          <h2 id="find-user" className="font-medium text-15">
            Find another
          </h2>
          <p className="mb-3 text-12 text-muted">Capitals and blanks in ids count.</p>
          <UserFinder label="Find a user" except={user ?? ''} onChoose={(next) => router.push(userAddress(next))} />
        </section>
        <section aria-labelledby="make-users" className="rounded-8 border border-line bg-panel p-[15px]">
          <h2 id="make-users" className="font-medium text-15">
            Or make some
          </h2>
          <p className="mb-3 text-12 text-muted">
            A user is there with its first event. This makes thousands of lists:
          </p>
          <CommandLine command="npx streamscope produce movie-events --max-events 20000 --events-per-second 0" />
        </section>
      </div>
    </>
  );
}
