'use client';

import { useState } from 'react';
import type { EmbedParameters } from '@/components/prepare/embed-parameters';
import { Table } from '@/components/ui/table';
import type { Loaded, StoredAnswer } from '@/lib/contracts/stored-answer';
import { EmbedHost } from './embed-host';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import type { PanelState } from './panel-state';
import { refreshMs } from './refresh-ms';
import type { Look, StoredView } from './stored-view';
import { type Polled, useStoredPanel } from './use-stored-panel';

export interface StoredEmbedProps<Answer extends StoredAnswer<unknown>> {
  /** Of the registry, for a panel without an answer. */
  readonly title: string;
  /** First paint. */
  readonly loaded: Loaded<Answer>;
  /** The filters as the API takes them. */
  readonly search: string;
  readonly look: Look;
  readonly parameters: Pick<EmbedParameters, 'view' | 'refresh'>;
  /** The answer is that of this moment, Unix ms, and stays. */
  readonly frozenAtMs: number | null;
  /** One of several in a frame: the board speaks with the host, and says when it is away. */
  readonly board?: { readonly away: boolean; readonly frozenAtMs: number | null };
}

/** A stored panel alone in a frame, which it fills. */
export function StoredEmbed<Answer extends StoredAnswer<unknown>>({
  view,
  ...props
}: StoredEmbedProps<Answer> & { readonly view: StoredView<Answer> }) {
  const { title, loaded, search, look, parameters, board } = props;
  const [left, setLeft] = useState(false);
  const [heldAtMs, setHeldAtMs] = useState(props.frozenAtMs);
  const frozenAtMs = props.frozenAtMs ?? board?.frozenAtMs ?? heldAtMs;
  const away = left || (board?.away ?? false) || frozenAtMs !== null || parameters.refresh === 'off';
  const polled = useStoredPanel(view.id, search, loaded as never, {
    away,
    ...refreshMs(parameters.refresh),
  }) as unknown as Polled<Answer>;
  const { answer, retry } = polled;
  const state: PanelState =
    frozenAtMs === null || answer === null ? polled.state : { kind: 'frozen', capturedAtMs: frozenAtMs };
  const { id, Body, Empty } = view;
  const head = answer === null ? null : view.describe(answer, { look, embedded: true });
  return (
    <>
      {board === undefined ? (
        <EmbedHost panel={id} state={state.kind} onAway={setLeft} onFreeze={() => setHeldAtMs(Date.now())} />
      ) : null}
      <PanelFrame
        id={id}
        title={head?.title ?? title}
        subtitle={head?.subtitle ?? view.waiting}
        {...(head?.short && { short: head.short })}
        state={answer?.rows.length === 0 && state.kind === 'frozen' ? { kind: 'empty' } : state}
        lastValue={head?.lastValue ?? null}
        emptyBody={answer === null ? undefined : <Empty answer={answer} />}
        onRetry={retry}
        embedded
      >
        {answer === null ? (
          <PanelSkeleton />
        ) : parameters.view === 'table' ? (
          <div className="h-full overflow-hidden">
            <Table caption={`${answer.title} as a table`} {...view.table(answer)} />
          </div>
        ) : (
          <Body answer={answer} look={look} embedded />
        )}
      </PanelFrame>
    </>
  );
}
