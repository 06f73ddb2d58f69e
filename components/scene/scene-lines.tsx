import { useThree } from '@react-three/fiber';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { BufferGeometry, type Color, Float32BufferAttribute, LineBasicMaterial, LineSegments } from 'three';
import { LineMaterial } from 'three/examples/jsm/lines/LineMaterial.js';
import { LineSegments2 } from 'three/examples/jsm/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/examples/jsm/lines/LineSegmentsGeometry.js';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { sceneMeasures } from '@/components/prepare/scene-geometry';
import { placeOf } from './scene-bars';
import type { SceneColors } from './scene-colors';

type Corner = readonly [x: number, y: number, z: number];

/** The twelve edges of a bar, as pairs of corners. */
function edgesOf(bar: SceneBar, rise: number): readonly number[] {
  const { at, size } = placeOf(bar, rise);
  const corner = (index: number): Corner => [
    at.x + ((index & 1) - 0.5) * size.x,
    ((index >> 1) & 1) * size.y,
    at.z + ((index >> 2) - 0.5) * size.z,
  ];
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((from) =>
    [1, 2, 4].flatMap((bit) => ((from & bit) === 0 ? [...corner(from), ...corner(from | bit)] : [])),
  );
}

function Segments({ positions, color }: { positions: readonly number[]; color: Color }) {
  const invalidate = useThree((state) => state.invalidate);
  const lines = useMemo(() => {
    const geometry = new BufferGeometry().setAttribute('position', new Float32BufferAttribute(positions, 3));
    const made = new LineSegments(geometry, new LineBasicMaterial({ color }));
    made.raycast = () => undefined;
    return made;
  }, [positions, color]);
  useEffect(() => {
    invalidate();
    return () => {
      lines.geometry.dispose();
      lines.material.dispose();
    };
  }, [lines, invalidate]);
  return <primitive object={lines} />;
}

/** Edges of all bars. */
export function SceneEdges({ bars, rise, colors }: { bars: readonly SceneBar[]; rise: number; colors: SceneColors }) {
  const positions = useMemo(() => bars.flatMap((bar) => edgesOf(bar, rise)), [bars, rise]);
  return <Segments positions={positions} color={colors.edge} />;
}

/** Back walls with grid, and the edges of the ground. */
export function SceneWalls({
  model,
  items,
  rise,
  colors,
}: {
  model: SceneModel;
  items: number;
  rise: number;
  colors: SceneColors;
}) {
  const [length, depth] = [items * sceneMeasures.itemPitch, -7 * sceneMeasures.weekdayPitch];
  const grid = useMemo(
    () =>
      model.axis.ticks.flatMap(({ share }) => {
        const y = share * rise;
        return [0, y, 0, 0, y, depth, 0, y, depth, length, y, depth];
      }),
    [model.axis.ticks, rise, length, depth],
  );
  const frame = useMemo(
    () => [
      ...[0, rise, 0, 0, 0, 0, 0, rise, depth, 0, 0, depth],
      ...[0, 0, 0, length, 0, 0, length, 0, 0, length, 0, depth, length, 0, depth, length, rise, depth],
    ],
    [rise, length, depth],
  );
  return (
    <>
      <Segments positions={grid} color={colors.grid} />
      <Segments positions={frame} color={colors.axis} />
    </>
  );
}

/** Outline of one bar, 2 wide, over everything. */
export function SceneOutline({ bar, rise, color }: { bar: SceneBar; rise: number; color: Color }) {
  const invalidate = useThree((state) => state.invalidate);
  const { width, height } = useThree((state) => state.size);
  const lines = useMemo(() => {
    const made = new LineSegments2(new LineSegmentsGeometry(), new LineMaterial({ linewidth: 2, depthTest: true }));
    made.raycast = () => undefined;
    made.renderOrder = 1;
    made.frustumCulled = false;
    return made;
  }, []);
  useLayoutEffect(() => {
    lines.geometry.dispose();
    lines.geometry = new LineSegmentsGeometry().setPositions([...edgesOf(bar, rise)]);
    lines.material.color = color;
    lines.material.resolution.set(width, height);
    invalidate();
  }, [lines, bar, rise, color, width, height, invalidate]);
  useEffect(
    () => () => {
      lines.geometry.dispose();
      lines.material.dispose();
    },
    [lines],
  );
  return <primitive object={lines} />;
}
