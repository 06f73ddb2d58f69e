'use client';

import { ChevronLeft, ChevronRight, CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Segmented } from '@/components/ui/segmented';
import type { UserSummary } from '@/lib/contracts/user-panels';
import { OrdersFilter } from './orders-filter';
import { userAddress } from './user-address';
import { UserFinder } from './user-finder';

export type UserMeasure = 'films' | 'watch-time';

const measures = [
  { value: 'films', label: 'Films' },
  { value: 'watch-time', label: 'Watch time' },
] as const;

/** Whose page it is, beside whom, what the months show, and the neighbours by id. */
export function UserBar({
  user,
  other,
  summary,
  fault,
  measure,
  onCompare,
  onMeasure,
}: {
  user: string;
  other: string | null;
  summary: UserSummary | null;
  /** What is wrong with the other. */
  fault: string | null;
  measure: UserMeasure;
  onCompare: (other: string | null) => void;
  onMeasure: (measure: UserMeasure) => void;
}) {
  const router = useRouter();
  const kept = (next: string) =>
    new URLSearchParams({
      ...(other !== null && other !== next && { with: other }),
      ...(measure !== 'films' && { measure }),
    }).toString();
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <OrdersFilter name="User" value={user} set={false} onClear={() => undefined}>
        <UserFinder label="User" except={user} onChoose={(next) => router.push(userAddress(next, kept(next)))} />
      </OrdersFilter>
      <OrdersFilter name="Compare with" value={other ?? 'nobody'} set={other !== null} onClear={() => onCompare(null)}>
        <UserFinder key={other} label="Compare with" except={user} onChoose={onCompare} />
      </OrdersFilter>
      <Segmented label="Months show" name="measure" value={measure} choices={measures} onChange={onMeasure} />
      {fault === null ? null : (
        <p role="status" className="flex items-center gap-1.5 text-12 text-crit">
          <CircleAlert aria-hidden size={12} />
          {fault}
        </p>
      )}
      <div className="flex min-w-0 items-center gap-2 tablet:ml-auto max-tablet:w-full">
        {summary?.rows[0] === undefined ? null : (
          <span className="mr-1 whitespace-nowrap text-12 text-muted max-tablet:hidden">
            last event {summary.rows[0].lastChangeAt.slice(11, 19)} UTC
          </span>
        )}
        <Neighbour user={summary?.previous ?? null} way="Previous" search={kept}>
          <ChevronLeft aria-hidden size={14} />
        </Neighbour>
        <Neighbour user={summary?.next ?? null} way="Next" search={kept}>
          <ChevronRight aria-hidden size={14} />
        </Neighbour>
      </div>
    </div>
  );
}

function Neighbour({
  user,
  way,
  search,
  children,
}: {
  user: string | null;
  way: 'Previous' | 'Next';
  search: (user: string) => string;
  children: ReactNode;
}) {
  if (user === null) return null;
  return (
    <Link
      href={userAddress(user, search(user))}
      prefetch={false}
      aria-label={`${way} by id: ${user}`}
      className="inline-flex h-11 min-w-0 items-center gap-2 rounded-8 border border-line-strong px-3 font-medium text-13 hover:bg-raised tablet:h-8 max-tablet:flex-1 max-tablet:justify-center"
    >
      {way === 'Previous' ? children : null}
      <span className="max-w-32 truncate">{user}</span>
      {way === 'Next' ? children : null}
    </Link>
  );
}
