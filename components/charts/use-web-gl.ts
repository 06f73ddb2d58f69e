'use client';

import { useCallback, useEffect, useState } from 'react';

function isSupported(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

/** Whether to draw with WebGL: asked only when the page has nothing better to do, and never again after it was lost. */
export function useWebGl(wanted: boolean): { readonly ready: boolean; readonly onLost: () => void } {
  const [ready, setReady] = useState(false);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!wanted || lost) return;
    const whenIdle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 200));
    const cancel = window.cancelIdleCallback ?? window.clearTimeout;
    const handle = whenIdle(() => setReady(isSupported()), { timeout: 2_000 });
    return () => cancel(handle);
  }, [wanted, lost]);
  return { ready: ready && wanted && !lost, onLost: useCallback(() => setLost(true), []) };
}
