import type { SceneBar } from '@/components/prepare/orders-3d';
import { barGround, type SceneLayout } from '@/components/prepare/scene-geometry';

const shades = { left: 80, right: 62 } as const;
const colorOf = (bar: SceneBar): string => (bar.inFilter ? `var(--seq-${bar.step})` : 'var(--neutral)');
const shaded = (color: string, percent: number): string => `color-mix(in srgb, ${color} ${percent}%, black)`;

type Corner = readonly [x: number, y: number, z: number];

function points(layout: SceneLayout, corners: readonly Corner[]): string {
  return corners
    .map(([x, y, z]) => {
      const point = layout.place(x, y, z);
      return `${point.x.toFixed(1)},${point.y.toFixed(1)}`;
    })
    .join(' ');
}

/** The three faces that are seen of a bar; what has no height is its ground. */
export function BarFaces({ bar, layout }: { bar: SceneBar; layout: SceneLayout }) {
  const { x0, x1, z0, z1 } = barGround(bar.index, bar.weekday);
  const h = bar.height * layout.rise;
  const color = colorOf(bar);
  return (
    <g stroke="var(--edge)" strokeWidth={0.75} strokeLinejoin="round">
      {h === 0 ? null : (
        <>
          <polygon
            points={points(layout, [
              [x0, 0, z0],
              [x1, 0, z0],
              [x1, h, z0],
              [x0, h, z0],
            ])}
            style={{ fill: shaded(color, shades.left) }}
          />
          <polygon
            points={points(layout, [
              [x1, 0, z0],
              [x1, 0, z1],
              [x1, h, z1],
              [x1, h, z0],
            ])}
            style={{ fill: shaded(color, shades.right) }}
          />
        </>
      )}
      <polygon
        points={points(layout, [
          [x0, h, z0],
          [x1, h, z0],
          [x1, h, z1],
          [x0, h, z1],
        ])}
        style={{ fill: color }}
      />
    </g>
  );
}

/** Outline of the whole bar, 2 wide. */
export function BarOutline({ bar, layout, color }: { bar: SceneBar; layout: SceneLayout; color: string }) {
  const { x0, x1, z0, z1 } = barGround(bar.index, bar.weekday);
  const h = bar.height * layout.rise;
  return (
    <polygon
      aria-hidden
      pointerEvents="none"
      fill="none"
      stroke={color}
      strokeWidth={2}
      strokeLinejoin="round"
      points={points(layout, [
        [x0, h, z0],
        [x0, h, z1],
        [x1, h, z1],
        [x1, 0, z1],
        [x1, 0, z0],
        [x0, 0, z0],
      ])}
    />
  );
}
