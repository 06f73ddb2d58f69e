'use client';

import { type KeyboardEvent, useState } from 'react';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';

export interface RovingBars {
  /** Pointed at, else focused, else null. */
  readonly active: SceneBar | null;
  readonly focused: SceneBar | null;
  readonly tabStop: SceneBar | null;
  readonly onPoint: (bar: SceneBar | null) => void;
  readonly onFocus: (bar: SceneBar | null) => void;
  /** `towards`: which weekday the right arrow leads to. */
  readonly onKeyDown: (event: KeyboardEvent<Element>, towards: 'monday' | 'sunday') => void;
}

const lastDay = 7;

/** One Tab stop for all bars; arrows walk: up and down by item, left and right by weekday. */
export function useRovingBars(model: SceneModel, items: number): RovingBars {
  const [pointed, setPointed] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const bars = model.bars.slice(0, items * lastDay);
  const find = (key: string | null) => (key === null ? null : (bars.find((bar) => bar.key === key) ?? null));
  const tabStop = find(last) ?? find(model.best?.key ?? null) ?? bars[0] ?? null;
  const onKeyDown: RovingBars['onKeyDown'] = (event, towards) => {
    if (tabStop === null) return;
    const row = tabStop.index * lastDay;
    const end = row + lastDay - 1;
    const at = row + tabStop.weekday - 1;
    const right = towards === 'sunday' ? 1 : -1;
    const next = {
      ArrowRight: Math.min(end, Math.max(row, at + right)),
      ArrowLeft: Math.min(end, Math.max(row, at - right)),
      ArrowDown: at + lastDay,
      ArrowUp: at - lastDay,
      Home: event.ctrlKey ? 0 : right > 0 ? row : end,
      End: event.ctrlKey ? bars.length - 1 : right > 0 ? end : row,
    }[event.key];
    const bar = next === undefined ? undefined : bars[next];
    if (bar === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelector<SVGElement>(`[data-bar="${CSS.escape(bar.key)}"]`)?.focus();
  };
  return {
    active: find(pointed ?? focused),
    focused: find(focused),
    tabStop,
    onPoint: (bar) => setPointed(bar?.key ?? null),
    onFocus: (bar) => {
      if (bar !== null) setLast(bar.key);
      setFocused(bar?.key ?? null);
    },
    onKeyDown,
  };
}
