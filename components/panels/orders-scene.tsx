'use client';

import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { IsometricBars } from '@/components/charts/isometric-bars';
import { SceneTooltip } from '@/components/charts/scene-tooltip';
import { useElementSize } from '@/components/charts/use-element-size';
import type { RovingBars } from '@/components/charts/use-roving-bars';
import { useSeen } from '@/components/charts/use-seen';
import { useWebGl } from '@/components/charts/use-web-gl';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { layoutScene, type SceneViewName, sceneViews } from '@/components/prepare/scene-geometry';

/** Not by next/dynamic, which preloads it on pages that never draw it. Only a browser that can draw it asks for it. */
const BarScene = lazy(async () => ({ default: (await import('@/components/scene/bar-scene')).BarScene }));

interface OrdersSceneProps {
  readonly model: SceneModel;
  readonly label: string;
  readonly roving: RovingBars;
  readonly selected: SceneBar | null;
  readonly onPick: ((bar: SceneBar) => void) | undefined;
  readonly viewName: SceneViewName;
  /** Counts up with every wish for the view. */
  readonly shot: number;
  readonly onTurned: () => void;
  /** px, until the true size is known. */
  readonly assumed: { readonly width: number; readonly height: number };
  readonly embedded: boolean;
}

/** Narrower charts and frames stay with the SVG. */
const leastForWebGl = 600;

/** The bars as SVG at once, and in WebGL over it as soon as that is there. */
export function OrdersScene(props: OrdersSceneProps) {
  const { model, roving, selected, viewName, assumed, embedded } = props;
  const root = useRef<HTMLDivElement>(null);
  const [box, measured] = useElementSize<HTMLDivElement>();
  const [touched, setTouched] = useState(false);
  const [triangles, setTriangles] = useState(0);
  const size = measured ?? assumed;
  const seen = useSeen(root);
  const { ready, onLost } = useWebGl(
    seen && measured !== null && measured.width >= leastForWebGl && model.bars.length > 0 && (!embedded || touched),
  );
  const names = model.items.join('\n');
  const layout = useMemo(
    () =>
      layoutScene(
        names.split('\n'),
        { width: size.width, height: size.height },
        sceneViews[viewName],
        viewName !== 'iso',
      ),
    [names, size.width, size.height, viewName],
  );
  const lost = useCallback(() => {
    setTriangles(0);
    onLost();
  }, [onLost]);
  const drawn = ready && triangles > 0;
  return (
    <div
      ref={root}
      data-renderer={drawn ? 'webgl' : 'svg'}
      data-triangles={drawn ? triangles : ''}
      data-items={layout.items}
      className="relative h-full"
      onPointerEnter={() => setTouched(true)}
      onPointerLeave={() => roving.onPoint(null)}
    >
      <div ref={box} className="h-full overflow-hidden">
        <IsometricBars
          model={model}
          layout={layout}
          label={props.label}
          roving={roving}
          selected={selected}
          onPick={props.onPick}
          covered={drawn}
        />
      </div>
      {ready ? (
        <Suspense>
          <BarScene
            model={model}
            layout={layout}
            shot={props.shot}
            active={roving.active ?? selected}
            focused={roving.focused !== null && roving.active === roving.focused}
            onPoint={roving.onPoint}
            onPick={props.onPick}
            onTurned={props.onTurned}
            onDrawn={setTriangles}
            onLost={lost}
          />
        </Suspense>
      ) : null}
      {roving.active === null || roving.active === roving.focused ? null : (
        <SceneTooltip bar={roving.active} root={root} />
      )}
    </div>
  );
}
