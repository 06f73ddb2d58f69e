'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const watchers = new Map<Element, (size: Size) => void>();
let observer: ResizeObserver | null = null;

/** One observer for all charts of the page. */
function observe(element: Element, onSize: (size: Size) => void): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries)
      watchers.get(target)?.({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) });
  });
  watchers.set(element, onSize);
  observer.observe(element);
  return () => {
    watchers.delete(element);
    observer?.unobserve(element);
  };
}

/** Whole pixels of an element; null on the server and until it was measured. Hidden, it keeps the size it had. */
export function useElementSize<Tag extends HTMLElement>(): readonly [RefObject<Tag | null>, Size | null] {
  const ref = useRef<Tag>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const take = (next: Size) =>
      setSize((old) =>
        next.width === 0 || next.height === 0 || (old?.width === next.width && old.height === next.height) ? old : next,
      );
    take({ width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) });
    return observe(element, take);
  }, []);
  return [ref, size];
}
