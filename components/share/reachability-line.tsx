'use client';

import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { reachability } from '@/components/prepare/reachability';

/** Which hosts can show the address, said before the talk and not in it. */
export function ReachabilityLine({ origin }: { origin: string }) {
  const { sentence, hosts, everywhere } = reachability(origin);
  const Icon = everywhere ? CircleCheck : TriangleAlert;
  return (
    <div data-testid="share-reachability" className="border-line border-y bg-surface px-6 py-4 text-13">
      <p className="flex gap-2">
        <Icon
          aria-hidden
          size={14}
          className={everywhere ? 'mt-[3px] shrink-0 text-ok' : 'mt-[3px] shrink-0 text-warn'}
        />
        <span>
          <code className="font-medium font-mono text-12">{origin}</code> {sentence}
        </span>
      </p>
      <ul className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1 pl-[22px] text-12">
        {hosts.map(({ host, works }) => (
          <li key={host} className="flex items-center gap-1.5">
            {works ? (
              <CircleCheck aria-hidden size={12} className="text-ok" />
            ) : (
              <CircleX aria-hidden size={12} className="text-crit" />
            )}
            <span className="sr-only">{works ? 'works:' : 'does not work:'}</span> {host}
          </li>
        ))}
      </ul>
    </div>
  );
}
