'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Table } from '@/components/ui/table';
import type { StoredAnswer } from '@/lib/contracts/stored-answer';
import { MenuOnDemand } from './menu-on-demand';
import { PanelFrame } from './panel-frame';
import { PanelMenuPlace } from './panel-menu-place';
import { embedSearch } from './panel-search';
import { PanelSkeleton } from './panel-skeleton';
import { panels } from './registry';
import type { BodyProps, Look, StoredView } from './stored-view';
import type { Polled } from './use-stored-panel';

const loadMenu = () => import('./stored-panel-menu').then((module) => module.StoredPanelMenu);
const StoredPanelMenu = dynamic(loadMenu, { ssr: false, loading: PanelMenuPlace });

/** A stored panel of a page: chart or table, with everything that can be done with it. */
export function StoredPanel<Answer extends StoredAnswer<unknown>>({
  view,
  polled,
  search,
  look,
  onPick,
  instance,
  className = 'min-h-80',
}: {
  readonly view: StoredView<Answer>;
  readonly polled: Polled<Answer>;
  /** The filters as the API takes them. */
  readonly search: string;
  readonly look: Look;
  readonly onPick?: BodyProps<Answer>['onPick'];
  /** Tells panels of one kind on one page apart. */
  readonly instance?: string;
  readonly className?: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const { answer, state, outdated, retry } = polled;
  const { id, Body, Extras, Empty } = view;
  const head = answer === null ? null : view.describe(answer, { look, embedded: false });
  return (
    <PanelFrame
      id={instance === undefined ? id : `${id}-${instance}`}
      title={head?.title ?? panels[id].title}
      subtitle={head?.subtitle ?? view.waiting}
      {...(head?.short && { short: head.short })}
      state={state}
      lastValue={head?.lastValue ?? null}
      extras={
        answer === null || asTable || Extras === undefined || answer.rows.length === 0 ? null : (
          <Extras answer={answer} look={look} />
        )
      }
      menu={
        <MenuOnDemand title={panels[id].title} load={loadMenu}>
          <StoredPanelMenu
            id={id}
            search={search}
            embedSearch={embedSearch(id, search, look)}
            asTable={asTable}
            onAsTable={setAsTable}
          />
        </MenuOnDemand>
      }
      emptyBody={answer === null ? undefined : <Empty answer={answer} />}
      onRetry={retry}
      className={className}
    >
      {answer === null ? (
        <PanelSkeleton />
      ) : asTable ? (
        <div className="max-h-[640px] overflow-auto">
          <Table caption={`${answer.title} as a table`} {...view.table(answer)} />
        </div>
      ) : (
        <div className={outdated ? 'h-full opacity-50' : 'h-full'}>
          <Body answer={answer} look={look} embedded={false} onPick={onPick} />
        </div>
      )}
    </PanelFrame>
  );
}
