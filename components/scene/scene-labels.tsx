import { useThree } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import { Group } from 'three';
import { CSS2DObject } from 'three/examples/jsm/renderers/CSS2DRenderer.js';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { weekdays } from '@/components/prepare/orders-heatmap';
import { type SceneLayout, sceneMeasures } from '@/components/prepare/scene-geometry';

type Anchor = readonly [x: number, y: number];
const anchors = { item: [1, 0.5], weekday: [0.4, -0.1], value: [0, 0.5] } as const satisfies Record<string, Anchor>;

function label(text: string, classes: string, at: readonly [number, number, number], [x, y]: Anchor): CSS2DObject {
  const element = document.createElement('span');
  element.textContent = text;
  element.className = `text-12 whitespace-nowrap ${classes}`;
  const object = new CSS2DObject(element);
  object.position.set(...at);
  object.center.set(x, y);
  return object;
}

/** Names at the front edges and the value scale at the right corner, as text of the page. Read out by the twin alone. */
export function SceneLabels({
  model,
  layout,
  active,
}: {
  model: SceneModel;
  layout: SceneLayout;
  active: SceneBar | null;
}) {
  const invalidate = useThree((state) => state.invalidate);
  const { items, rise, labelEvery } = layout;
  const [item, weekday] = [active?.item ?? null, active?.weekday ?? null];
  const labels = useMemo(() => {
    const { itemPitch, weekdayPitch } = sceneMeasures;
    const [length, depth] = [items * itemPitch, -7 * weekdayPitch];
    const tone = (strong: boolean) => (strong ? 'font-medium text-text' : 'text-muted');
    const group = new Group();
    for (const [index, name] of model.items.slice(0, items).entries())
      if (index % labelEvery === 0 || name === item)
        group.add(
          label(name, `pr-2 max-w-36 truncate ${tone(name === item)}`, [(index + 0.5) * itemPitch, 0, 0], anchors.item),
        );
    for (const [day, name] of weekdays.entries())
      group.add(
        label(
          name.slice(0, 3),
          tone(day + 1 === weekday),
          [length, 0, -(7 - day - 0.5) * weekdayPitch],
          anchors.weekday,
        ),
      );
    for (const { share, label: text } of model.axis.ticks)
      group.add(label(text, 'pl-2 text-muted', [length, share * rise, depth], anchors.value));
    group.add(label('Pieces', 'pl-2 pb-9 text-muted', [length, rise, depth], anchors.value));
    return group;
  }, [model, items, rise, labelEvery, item, weekday]);
  useEffect(() => {
    invalidate();
    return () => {
      for (const child of labels.children) (child as CSS2DObject).element.remove();
    };
  }, [labels, invalidate]);
  return <primitive object={labels} />;
}
