'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import type { HeatmapCell, HeatmapModel } from '@/components/prepare/orders-heatmap';

/** The cell that is pointed at or focused, and which of all takes Tab. */
export interface RovingCells {
  /** Pointed at, else focused, else null. */
  readonly active: HeatmapCell | null;
  readonly tabStop: HeatmapCell;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPoint: (cell: HeatmapCell | null) => void;
  readonly onFocus: (cell: HeatmapCell | null) => void;
}

interface Place {
  readonly weekday: number;
  readonly hour: number;
}

const samePlace = (a: Place, b: Place): boolean => a.weekday === b.weekday && a.hour === b.hour;
export const isPlace = (a: Place | null | undefined, b: Place): boolean => a != null && samePlace(a, b);

/** One Tab stop for the whole matrix; arrows, Home, End and their Ctrl forms walk in it. `turned`: hours go down. */
export function useRovingCells(model: HeatmapModel, turned: boolean): RovingCells {
  const [pointed, setPointed] = useState<Place | null>(null);
  const [focused, setFocused] = useState<Place | null>(null);
  const last = useRef<Place | null>(null);
  const cellAt = (place: Place | null): HeatmapCell | null =>
    place === null ? null : (model.days[place.weekday - 1]?.[place.hour] ?? null);
  const tabStop = cellAt(focused ?? last.current) ?? model.best[0] ?? model.days[0]![0]!;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextPlace(event.key, tabStop, turned, event.ctrlKey || event.metaKey);
    if (next === null) return;
    event.preventDefault();
    const root = event.currentTarget;
    root.querySelector<HTMLElement>(`[data-cell="${next.weekday}-${next.hour}"]`)?.focus();
  };
  const onFocus = (cell: HeatmapCell | null) => {
    if (cell !== null) last.current = cell;
    setFocused(cell);
  };
  return { active: cellAt(pointed ?? focused), tabStop, onKeyDown, onPoint: setPointed, onFocus };
}

function nextPlace(key: string, from: Place, turned: boolean, far: boolean): Place | null {
  const step = (days: number, hours: number): Place => ({
    weekday: Math.min(7, Math.max(1, from.weekday + days)),
    hour: Math.min(23, Math.max(0, from.hour + hours)),
  });
  switch (key) {
    case 'ArrowRight':
      return turned ? step(1, 0) : step(0, 1);
    case 'ArrowLeft':
      return turned ? step(-1, 0) : step(0, -1);
    case 'ArrowDown':
      return turned ? step(0, 1) : step(1, 0);
    case 'ArrowUp':
      return turned ? step(0, -1) : step(-1, 0);
    case 'Home':
      return turned ? step(-6, far ? -23 : 0) : step(far ? -6 : 0, -23);
    case 'End':
      return turned ? step(6, far ? 23 : 0) : step(far ? 6 : 0, 23);
    default:
      return null;
  }
}
