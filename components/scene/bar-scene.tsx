'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import type { SceneLayout } from '@/components/prepare/scene-geometry';
import { SceneBars } from './scene-bars';
import { SceneCamera } from './scene-camera';
import { SceneCanvas } from './scene-canvas';
import { readSceneColors, type SceneColors } from './scene-colors';
import { SceneLabels } from './scene-labels';
import { SceneEdges, SceneOutline, SceneWalls } from './scene-lines';
import { SceneLoop } from './scene-loop';

export interface BarSceneProps {
  readonly model: SceneModel;
  readonly layout: SceneLayout;
  /** Counts up with every wish for the layout's view. */
  readonly shot: number;
  /** Outlined: pointed at, focused or selected. */
  readonly active: SceneBar | null;
  readonly focused: boolean;
  readonly onPoint: (bar: SceneBar | null) => void;
  readonly onPick: ((bar: SceneBar) => void) | undefined;
  readonly onTurned: () => void;
  readonly onDrawn: (triangles: number) => void;
  readonly onLost: () => void;
}

const lastDay = 7;

/** The bars in WebGL, drawn only when something changes. The SVG beside it has their names and takes the keys. */
export function BarScene(props: BarSceneProps) {
  const { model, layout, active } = props;
  const root = useRef<HTMLDivElement>(null);
  const [colors, setColors] = useState<SceneColors | null>(null);
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const read = () => setColors(readSceneColors(element));
    read();
    const themes = new MutationObserver(read);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => themes.disconnect();
  }, []);
  const bars = useMemo(() => model.bars.slice(0, layout.items * lastDay), [model.bars, layout.items]);
  return (
    <div ref={root} aria-hidden className="absolute inset-0 print:hidden" data-testid="bar-scene">
      {colors === null ? null : (
        <SceneCanvas>
          <SceneCamera layout={layout} shot={props.shot} onTurned={props.onTurned} />
          <SceneWalls model={model} items={layout.items} rise={layout.rise} colors={colors} />
          <SceneBars bars={bars} rise={layout.rise} colors={colors} onPoint={props.onPoint} onPick={props.onPick} />
          <SceneEdges bars={bars} rise={layout.rise} colors={colors} />
          {active === null || active.index >= layout.items ? null : (
            <SceneOutline bar={active} rise={layout.rise} color={props.focused ? colors.accent : colors.text} />
          )}
          <SceneLabels model={model} layout={layout} active={active} />
          <SceneLoop onDrawn={props.onDrawn} onLost={props.onLost} />
        </SceneCanvas>
      )}
    </div>
  );
}
