'use client';

import { classNames } from '@/components/ui/class-names';
import type { ShareAddress } from '@/lib/contracts/share-options';

interface Offered {
  readonly label: string;
  readonly origin: string | null;
}

/** Under which address the panel is handed out: that of this page, of this network, of a tunnel. */
export function ShareAddressChoice({
  here,
  others,
  origin,
  onChange,
}: {
  here: string;
  others: readonly ShareAddress[];
  origin: string;
  onChange: (origin: string) => void;
}) {
  const offered: Offered[] = [
    { label: new URL(here).host, origin: here },
    ...others.filter((one) => one.origin !== here).map(offerOf),
  ];
  return (
    <fieldset className="flex min-w-0 items-center gap-3 text-13 max-tablet:w-full max-tablet:flex-col max-tablet:items-start max-tablet:gap-1">
      <legend className="float-left pr-3 text-12 text-muted">Address</legend>
      <span className="flex h-8 min-w-0 max-w-full overflow-x-auto rounded-8 bg-raised max-desktop:h-11">
        {offered.map((one) => (
          <label
            key={one.label}
            className={classNames(
              'flex items-center whitespace-nowrap rounded-8 px-3 text-muted has-checked:bg-panel has-checked:font-medium has-checked:text-text has-checked:ring-1 has-checked:ring-line-strong has-checked:ring-inset has-focus-visible:outline-2 has-focus-visible:outline-accent',
              one.origin !== null && 'cursor-pointer hover:text-text',
            )}
          >
            <input
              type="radio"
              name="share-address"
              className="sr-only"
              disabled={one.origin === null}
              checked={one.origin === origin}
              onChange={() => one.origin !== null && onChange(one.origin)}
            />
            {one.label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}

function offerOf({ kind, origin, works }: ShareAddress): Offered {
  if (origin === null) return { label: 'tunnel, not running', origin };
  const { host } = new URL(origin);
  return works ? { label: host, origin } : { label: `${host}, not listening`, origin: kind === 'lan' ? null : origin };
}
