'use client';

import { type RefObject, useEffect, useState } from 'react';

/** True from the moment on when any of the element is seen. */
export function useSeen(ref: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (seen || element === null) return;
    const watch = new IntersectionObserver((entries) => setSeen(entries.some(({ isIntersecting }) => isIntersecting)));
    watch.observe(element);
    return () => watch.disconnect();
  }, [ref, seen]);
  return seen;
}
