import { type ThreeEvent, useThree } from '@react-three/fiber';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { BoxGeometry, BufferAttribute, type InstancedMesh, Matrix4, Quaternion, Vector3 } from 'three';
import type { SceneBar } from '@/components/prepare/orders-3d';
import { barGround } from '@/components/prepare/scene-geometry';
import type { SceneColors } from './scene-colors';

/** What has no height is still a tile. */
export const leastHeight = 0.5;
/** Top face in the step's colour, the two sides that are seen darker: those of the SVG. */
const shades = [0.62, 0.62, 1, 1, 0.8, 0.8] as const;

function shadedBox(): BoxGeometry {
  const box = new BoxGeometry(1, 1, 1).translate(0, 0.5, 0);
  const colors = new Float32Array(24 * 3);
  for (let vertex = 0; vertex < 24; vertex += 1)
    colors.fill(shades[Math.floor(vertex / 4)]!, vertex * 3, vertex * 3 + 3);
  box.setAttribute('color', new BufferAttribute(colors, 3));
  return box;
}

/** Place and size of a bar: x along the items, z against the weekdays, so that up is up. */
export function placeOf(bar: SceneBar, rise: number): { at: Vector3; size: Vector3 } {
  const { x, z, width, depth } = barGround(bar.index, bar.weekday);
  return { at: new Vector3(x, 0, -z), size: new Vector3(width, Math.max(leastHeight, bar.height * rise), depth) };
}

/** All bars in one draw call. */
export function SceneBars({
  bars,
  rise,
  colors,
  onPoint,
  onPick,
}: {
  bars: readonly SceneBar[];
  rise: number;
  colors: SceneColors;
  onPoint: (bar: SceneBar | null) => void;
  onPick: ((bar: SceneBar) => void) | undefined;
}) {
  const mesh = useRef<InstancedMesh>(null);
  const invalidate = useThree((state) => state.invalidate);
  const box = useMemo(shadedBox, []);
  useLayoutEffect(() => {
    const { current } = mesh;
    if (current === null) return;
    const upright = new Quaternion();
    for (const [index, bar] of bars.entries()) {
      const { at, size } = placeOf(bar, rise);
      current.setMatrixAt(index, new Matrix4().compose(at, upright, size));
      current.setColorAt(index, bar.inFilter ? colors.steps[bar.step]! : colors.neutral);
    }
    current.instanceMatrix.needsUpdate = true;
    if (current.instanceColor !== null) current.instanceColor.needsUpdate = true;
    current.computeBoundingSphere();
    invalidate();
  }, [bars, rise, colors, invalidate]);
  const barOf = (event: ThreeEvent<PointerEvent | MouseEvent>) =>
    event.instanceId === undefined ? null : (bars[event.instanceId] ?? null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: no element of the page; keys and names are the SVG's
    <instancedMesh
      key={bars.length}
      ref={mesh}
      args={[box, undefined, bars.length]}
      onPointerMove={(event) => {
        event.stopPropagation();
        onPoint(barOf(event));
      }}
      onPointerOut={() => onPoint(null)}
      onClick={(event) => {
        event.stopPropagation();
        const bar = barOf(event);
        // A drag that ends on a bar turns the scene, it picks nothing.
        if (bar !== null && event.delta < 4) onPick?.(bar);
      }}
    >
      <meshBasicMaterial vertexColors polygonOffset polygonOffsetFactor={1} polygonOffsetUnits={1} />
    </instancedMesh>
  );
}
