'use client';

import { CircleCheck, CircleHelp } from 'lucide-react';
import { useLiveInTurn } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { statusItems } from '@/components/prepare/status-items';
import { classNames } from '@/components/ui/class-names';
import { statusMarks } from './status-mark';

/** Everything the pipeline depends on, in one line; on a phone only what is not well. */
export function StatusBar() {
  const display = useLiveInTurn();
  const state = livePanelState(display);
  const lost = state.kind === 'reconnecting' || state.kind === 'loading';
  const items = statusItems(lost || state.kind === 'backfilling' ? null : (display.state.gauges?.status ?? null));
  const unwell = items.filter((item) => item.status === 'warn' || item.status === 'crit');
  return (
    <ul
      aria-label="Status of the pipeline"
      data-testid="status-bar"
      className="flex flex-wrap items-center gap-y-1 overflow-hidden desktop:h-8 desktop:flex-nowrap desktop:rounded-8 desktop:border desktop:border-line desktop:bg-panel desktop:px-[15px]"
    >
      {items.map((item, index) => {
        const { icon: Icon, className, word } = statusMarks[item.status];
        return (
          <li
            key={item.name}
            data-testid={`status-${item.name.toLowerCase().replace(' ', '-')}`}
            data-status={item.status}
            className={classNames(
              'items-center whitespace-nowrap text-12 desktop:flex desktop:min-w-0',
              unwell.includes(item) ? 'flex pr-4 desktop:pr-0' : 'hidden',
            )}
          >
            {index === 0 ? null : <span aria-hidden className="mx-4 hidden h-4 border-line border-l desktop:block" />}
            <Icon aria-hidden size={12} className={classNames('mr-1.5 shrink-0', className)} />
            <span className="sr-only">{word}: </span>
            <span className="mr-1.5">{item.name}</span>
            <span className="truncate text-muted">{item.value}</span>
          </li>
        );
      })}
      {unwell.length > 0 ? null : (
        <li className="flex items-center gap-1.5 text-12 text-muted desktop:hidden">
          {lost ? <CircleHelp aria-hidden size={12} /> : <CircleCheck aria-hidden size={12} className="text-ok" />}
          {lost ? 'Status not known' : 'All is well'}
        </li>
      )}
    </ul>
  );
}
