'use client';

import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent, useState } from 'react';
import { getCursor, setCursor } from '@/components/charts/shared-cursor';
import { useLiveStore } from '@/components/live/live-provider';
import { liveWindowSpan } from '@/components/prepare/live-window';
import { useThemeToggle } from '@/components/ui/theme-switch';

const KeysDialog = dynamic(() => import('./keys-dialog').then((module) => module.KeysDialog), { ssr: false });

/** The keys of the overview. They rest while something is typed or a dialog is open. */
export function PageKeys() {
  const store = useLiveStore();
  const toggleTheme = useThemeToggle();
  const [help, setHelp] = useState(false);

  const moveCursor = (steps: number) => {
    const { fromMs, toMs, stepMs } = liveWindowSpan(store.getDisplay());
    const from = getCursor()?.timeMs ?? toMs;
    setCursor({ timeMs: Math.min(toMs, Math.max(fromMs, from + steps * stepMs)), source: 'keys' });
  };
  const togglePause = () => {
    if (store.getDisplay().paused === null) store.pause();
    else store.resume();
  };
  const goLive = () => {
    setCursor(null);
    store.resume();
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target, event.key))
      return;
    const action = actionOf(event.key);
    if (action === null) return;
    event.preventDefault();
    if (action === 'pause') togglePause();
    else if (action === 'live') goLive();
    else if (action === 'help') setHelp(true);
    else if (action === 'theme') toggleTheme();
    else if (action === 'release') setCursor(null);
    else moveCursor((event.shiftKey ? 10 : 1) * action);
  });
  useEffect(() => {
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return help ? <KeysDialog onClose={() => setHelp(false)} /> : null;
}

type KeyAction = 'pause' | 'live' | 'help' | 'theme' | 'release' | -1 | 1;

function actionOf(key: string): KeyAction | null {
  const actions: readonly (readonly [string, KeyAction])[] = [
    [' ', 'pause'],
    ['arrowleft', -1],
    ['arrowright', 1],
    ['0', 'live'],
    ['end', 'live'],
    ['escape', 'release'],
    ['?', 'help'],
    ['t', 'theme'],
  ];
  return actions.find(([name]) => name === key.toLowerCase())?.[1] ?? null;
}

function isBusy(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"], [role="menu"], input:not([type="radio"]), textarea, select') !== null)
    return true;
  if (key === ' ') return target.closest('button, a, input') !== null;
  return key.startsWith('Arrow') && target.closest('input, [tabindex="0"]') !== null;
}
