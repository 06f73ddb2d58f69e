'use client';

import { useEffect, useRef } from 'react';

/** What an embed tells the page around it. */
export interface EmbedMessage {
  readonly source: 'streamscope';
  readonly v: 1;
  readonly type: 'ready' | 'state';
  readonly panel: string;
  readonly state: string;
  readonly height: number;
}

/**
 * Tells the host that the panel is ready and each change of its state. `onAway` hears when the slide is left or comes
 * back (reveal.js posts `slide:stop` and `slide:start`) or the frame leaves the screen.
 */
export function EmbedHost({
  panel,
  state,
  onAway,
}: {
  panel: string;
  state: string;
  onAway?: (away: boolean) => void;
}) {
  const told = useRef(false);
  useEffect(() => {
    if (window.parent === window) return;
    const type = told.current ? 'state' : 'ready';
    told.current = true;
    const message: EmbedMessage = { source: 'streamscope', v: 1, type, panel, state, height: window.innerHeight };
    // Figures only, and the host may be a file without an origin: there is no address to name.
    window.parent.postMessage(message, '*');
  }, [panel, state]);
  useEffect(() => {
    if (onAway === undefined) return;
    const onMessage = (event: MessageEvent) => {
      if (event.source !== window.parent) return;
      if (event.data === 'slide:stop') onAway(true);
      if (event.data === 'slide:start') onAway(false);
    };
    const observer = new IntersectionObserver((entries) => onAway(entries.at(-1)?.isIntersecting === false));
    observer.observe(document.body);
    addEventListener('message', onMessage);
    return () => {
      observer.disconnect();
      removeEventListener('message', onMessage);
    };
  }, [onAway]);
  return null;
}
