'use client';

import { type RefObject, useEffect, useState } from 'react';

/** True from the moment on when the element comes within half a screen of what is seen. */
export function useNearView(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (near || element === null) return;
    const watch = new IntersectionObserver((entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)), {
      rootMargin: '50%',
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [ref, near]);
  return near;
}
