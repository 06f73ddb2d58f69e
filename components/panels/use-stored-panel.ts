'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useCommittedPosition } from '@/components/live/use-committed-position';
import type { Loaded, PanelError, PanelFault, StoredAnswer } from '@/lib/contracts/stored-answer';
import type { StoredAnswers, StoredPanelId } from '@/lib/contracts/stored-panels';
import type { PanelState } from './panel-state';

const usualEveryMs = 5_000;
/** As often as the server asks the database. */
const soonestMs = 1_000;
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

/**
 * A stored panel that asks again when its stream changed (at most once a second), each five seconds where nobody says
 * so, and at once when the question changes; only while it can be seen. `away`: a slide left. `everyMs`: another pace, whatever the stream does.
 */
export function useStoredPanel<Id extends StoredPanelId>(
  panel: Id,
  search: string,
  initial: Loaded<StoredAnswers[Id]>,
  options: { readonly away?: boolean; readonly everyMs?: number } = {},
): Polled<StoredAnswers[Id]> {
  type Answer = StoredAnswers[Id];
  const position = useCommittedPosition();
  const askAgain = useRef<(() => void) | null>(null);
  const { away = false, everyMs = usualEveryMs } = options;
  const paced = options.everyMs !== undefined;
  const [held, setHeld] = useState<Held<Answer>>({ search, ...initial, receivedAtMs: null });
  const [attempt, setAttempt] = useState(0);
  const asked = useRef(`${search} ${away}`);
  const [nowMs, setNowMs] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = everyMs;
    let askedAtMs = Date.now();
    let asking = false;
    let changed = false;
    const ask = async () => {
      clearTimeout(timer);
      [askedAtMs, asking, changed] = [Date.now(), true, false];
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
      asking = false;
      schedule(changed && !paced && waitMs === everyMs ? untilSoonest() : waitMs);
    };
    const untilSoonest = () => Math.max(0, soonestMs - (Date.now() - askedAtMs));
    const schedule = (inMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(ask, inMs);
    };
    askAgain.current = () => {
      changed = true;
      if (!asking && !paced && waitMs === everyMs) schedule(untilSoonest());
    };
    const onVisible = () => document.visibilityState === 'visible' && void ask();
    document.addEventListener('visibilitychange', onVisible);
    if (asked.current !== `${search} ${away}` || attempt > 0) void ask();
    else timer = setTimeout(ask, everyMs);
    asked.current = `${search} ${away}`;
    return () => {
      stop.abort();
      askAgain.current = null;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [panel, search, attempt, away, everyMs, paced]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the position is what says that there is something new
  useEffect(() => askAgain.current?.(), [position]);

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

function stateOf(held: Held<StoredAnswer<unknown>>, outdated: boolean, nowMs: number): PanelState {
  const ageMs = held.receivedAtMs === null ? 0 : Math.max(0, nowMs - held.receivedAtMs);
  if (outdated) return { kind: 'loading' };
  if (held.error?.code === 'STILL_COUNTING' && held.answer === null) return { kind: 'loading' };
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
