'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Loaded, OrdersAnswer, OrdersPanelId, PanelError, PanelFault } from '@/lib/contracts/orders-panels';
import type { PanelState } from './panel-state';

const everyMs = 5_000;
/** A wrong parameter may become right: a value can be stored later. */
const refusedEveryMs = 30_000;
const unreachable: PanelFault = {
  code: 'UNREACHABLE',
  parameter: null,
  message: 'The server does not answer. The panel goes on by itself as soon as it does.',
};

interface Held<Answer> {
  readonly search: string;
  readonly answer: Answer | null;
  readonly error: PanelFault | null;
  /** Date.now() of the last good answer; null until the page has woken up. */
  readonly receivedAtMs: number | null;
}

export interface Polled<Answer> {
  /** The newest answer; while a changed question is under way, the old one's. */
  readonly answer: Answer | null;
  readonly error: PanelFault | null;
  /** The answer belongs to an older question. */
  readonly outdated: boolean;
  readonly state: PanelState;
  readonly retry: () => void;
}

/** A stored panel that asks again each five seconds while it can be seen, and at once when the question changes. `away`: a slide left. */
export function useOrdersPanel<Answer extends OrdersAnswer<unknown>>(
  panel: OrdersPanelId,
  search: string,
  initial: Loaded<Answer>,
  options: { readonly away?: boolean } = {},
): Polled<Answer> {
  const away = options.away ?? false;
  const [held, setHeld] = useState<Held<Answer>>({ search, ...initial, receivedAtMs: null });
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(`${search} ${away}`);
  const [nowMs, setNowMs] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = everyMs;
    const ask = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible' && !away) {
        const next = await fetchPanel<Answer>(panel, search, stop.signal);
        if (stop.signal.aborted) return;
        waitMs = next.error?.parameter == null ? everyMs : refusedEveryMs;
        setHeld((old) =>
          next.error === null
            ? { search, ...next, receivedAtMs: Date.now() }
            : { ...old, search, error: next.error, answer: old.search === search ? old.answer : null },
        );
      }
      clearTimeout(timer);
      timer = setTimeout(ask, waitMs);
    };
    const onVisible = () => document.visibilityState === 'visible' && void ask();
    document.addEventListener('visibilitychange', onVisible);
    if (asked.current !== `${search} ${away}` || attempt > 0) void ask();
    else timer = setTimeout(ask, everyMs);
    asked.current = `${search} ${away}`;
    return () => {
      stop.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [panel, search, attempt, away]);

  useEffect(() => {
    setHeld((old) => (old.receivedAtMs === null && old.error === null ? { ...old, receivedAtMs: Date.now() } : old));
    setNowMs(Date.now());
    const clock = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(clock);
  }, []);

  const outdated = held.search !== search;
  return {
    answer: held.answer,
    error: held.error,
    outdated,
    state: stateOf(held, outdated, nowMs),
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

function stateOf(held: Held<OrdersAnswer<unknown>>, outdated: boolean, nowMs: number): PanelState {
  const ageMs = held.receivedAtMs === null ? 0 : Math.max(0, nowMs - held.receivedAtMs);
  if (outdated) return { kind: 'loading' };
  if (held.error !== null && held.answer === null)
    return { kind: 'error', sentence: held.error.message, id: held.error.code };
  if (held.error !== null) return { kind: 'stale', ageMs };
  return held.answer?.rows.length === 0 ? { kind: 'empty' } : { kind: 'stored', ageMs };
}

async function fetchPanel<Answer>(panel: string, search: string, signal: AbortSignal): Promise<Loaded<Answer>> {
  try {
    const response = await fetch(`/api/panels/${panel}.json?${search}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
    });
    const body: unknown = await response.json();
    if (response.ok) return { answer: body as Answer, error: null };
    return { answer: null, error: (body as PanelError).error ?? unreachable };
  } catch {
    return { answer: null, error: unreachable };
  }
}
