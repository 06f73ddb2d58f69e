'use client';

import { useState } from 'react';
import type { Loaded, StoredAnswer } from '@/lib/contracts/stored-answer';
import { EmbedHost } from './embed-host';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import { panels } from './registry';
import type { Look, StoredView } from './stored-view';
import { type Polled, useStoredPanel } from './use-stored-panel';

export interface StoredEmbedProps<Answer extends StoredAnswer<unknown>> {
  /** First paint. */
  readonly loaded: Loaded<Answer>;
  /** The filters as the API takes them. */
  readonly search: string;
  readonly look: Look;
}

/** A stored panel alone in a frame, which it fills. */
export function StoredEmbed<Answer extends StoredAnswer<unknown>>({
  view,
  loaded,
  search,
  look,
}: StoredEmbedProps<Answer> & { readonly view: StoredView<Answer> }) {
  const [away, setAway] = useState(false);
  const polled = useStoredPanel(view.id, search, loaded as never, { away }) as unknown as Polled<Answer>;
  const { answer, state, retry } = polled;
  const { id, Body, Empty } = view;
  const head = answer === null ? null : view.describe(answer, { look, embedded: true });
  return (
    <PanelFrame
      id={id}
      title={head?.title ?? panels[id].title}
      subtitle={head?.subtitle ?? view.waiting}
      {...(head?.short && { short: head.short })}
      state={state}
      lastValue={head?.lastValue ?? null}
      emptyBody={answer === null ? undefined : <Empty answer={answer} />}
      onRetry={retry}
      embedded
    >
      <EmbedHost panel={id} state={state.kind} onAway={setAway} />
      {answer === null ? <PanelSkeleton /> : <Body answer={answer} look={look} embedded />}
    </PanelFrame>
  );
}
