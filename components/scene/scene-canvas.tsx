'use client';

import { createRoot, events, extend, type ReconcilerRoot } from '@react-three/fiber';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { InstancedMesh, MeshBasicMaterial } from 'three';
import { useElementSize } from '@/components/charts/use-element-size';

// Fiber's own Canvas registers all of three, and so loads all of it.
extend({ InstancedMesh, MeshBasicMaterial });

/** A canvas that fills its place and is drawn on demand, with an orthographic camera. What fails is thrown. */
export function SceneCanvas({ children }: { children: ReactNode }) {
  const [place, size] = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const root = useRef<ReconcilerRoot<HTMLCanvasElement> | null>(null);
  const [ready, setReady] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  if (failure !== null) throw failure;
  useEffect(() => {
    if (canvas.current === null || size === null || size.width === 0 || size.height === 0) return;
    root.current ??= createRoot(canvas.current);
    root.current
      .configure({
        events,
        orthographic: true,
        flat: true,
        linear: true,
        frameloop: 'demand',
        dpr: [1, 2],
        gl: { antialias: true, alpha: true, preserveDrawingBuffer: true },
        size: { ...size, top: 0, left: 0 },
        onCreated: (state) => state.events.connect?.(place.current),
      })
      .then(() => setReady(true), setFailure);
  }, [size, place]);
  useEffect(() => {
    if (ready) root.current?.render(children);
  });
  useEffect(
    () => () => {
      root.current?.unmount();
      root.current = null;
    },
    [],
  );
  return (
    <div ref={place} className="relative size-full cursor-grab overflow-hidden">
      <canvas ref={canvas} className="block" />
    </div>
  );
}
