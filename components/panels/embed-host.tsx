'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';
import { type EmbedMessage, readHostMessage, searchAfter } from '@/components/prepare/embed-messages';

interface EmbedHostProps {
  /** Id of the panel, or `board`. */
  readonly panel: string;
  readonly state: string;
  /** Hears when the slide is left or comes back, or the frame leaves the screen. */
  readonly onAway?: (away: boolean) => void;
  /** The host wants this moment kept. */
  readonly onFreeze?: () => void;
}

/** Tells the host that the panel is ready, each change of its state and size, and does what the host asks. */
export function EmbedHost({ panel, state, onAway, onFreeze }: EmbedHostProps) {
  const told = useRef(false);
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const tell = useEffectEvent((type: EmbedMessage['type']) => {
    if (window.parent === window) return;
    const message: EmbedMessage = { source: 'streamscope', v: 1, type, panel, state, height: window.innerHeight };
    // Figures only, and the host may be a file without an origin: there is no address to name.
    window.parent.postMessage(message, '*');
  });
  const hear = useEffectEvent((event: MessageEvent) => {
    if (!isFromHost(event)) return;
    const message = readHostMessage(event.data, frame()?.dataset.embedParameters?.split(' ') ?? []);
    if (message?.type === 'away') onAway?.(message.away);
    if (message?.type === 'freeze') onFreeze?.();
    if (message?.type === 'hello') tell('ready');
    if (message?.type === 'set')
      router.replace(`${pathname}${searchAfter(location.search, message.parameters)}`, { scroll: false });
  });
  const leave = useEffectEvent((away: boolean) => onAway?.(away));

  // biome-ignore lint/correctness/useExhaustiveDependencies: told again with each state
  useEffect(() => {
    tell(told.current ? 'state' : 'ready');
    told.current = true;
  }, [panel, state]);
  useEffect(() => {
    const onResize = () => tell('size');
    const observer = new IntersectionObserver((entries) => leave(entries.at(-1)?.isIntersecting === false));
    observer.observe(document.body);
    addEventListener('message', hear);
    addEventListener('resize', onResize);
    return () => {
      observer.disconnect();
      removeEventListener('message', hear);
      removeEventListener('resize', onResize);
    };
  }, []);
  useEffect(() => markSettled(state), [state]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a `set` may have taken the theme away
  useEffect(followSystem, [search]);
  return null;
}

/** The page that holds this frame, and no other; its origin is compared where the browser tells it. */
function isFromHost(event: MessageEvent): boolean {
  if (window.parent === window || event.source !== window.parent) return false;
  const host = location.ancestorOrigins?.[0];
  return host === undefined || host === event.origin;
}

const frame = () => document.querySelector<HTMLElement>('[data-embed]');

function followSystem(): void {
  const embed = frame();
  if (embed !== null) embed.dataset.theme ??= matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Says in the page when what it shows is drawn: pictures are taken then. Returns what takes it back. */
function markSettled(state: string): () => void {
  if (state === 'loading' || state === 'backfilling') return () => undefined;
  let turn = 0;
  const mark = () => frame()?.setAttribute('data-settled', '');
  void document.fonts.ready.then(() => {
    // Measured in one frame, drawn in the next; charts whose code comes later are drawn by then.
    turn = requestAnimationFrame(() => {
      turn = requestAnimationFrame(() => {
        turn = requestAnimationFrame(mark);
      });
    });
  });
  return () => cancelAnimationFrame(turn);
}
