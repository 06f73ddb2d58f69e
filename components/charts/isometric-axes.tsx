import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { weekdays } from '@/components/prepare/orders-heatmap';
import { type SceneLayout, sceneMeasures } from '@/components/prepare/scene-geometry';

const days = 7;
/** Narrower, and a weekday is a letter. */
const leastForThree = 26;

interface AxesProps {
  readonly model: SceneModel;
  readonly layout: SceneLayout;
  /** Its item and weekday are set in medium. */
  readonly active: SceneBar | null;
}

/** Back walls with grid, edges of the ground. */
export function IsometricWalls({ model, layout }: Omit<AxesProps, 'active'>) {
  const { place, rise } = layout;
  const [length, depth] = [layout.items * sceneMeasures.itemPitch, days * sceneMeasures.weekdayPitch];
  const path = (...points: readonly (readonly [x: number, y: number, z: number])[]) =>
    points.map(([x, y, z], index) => `${index === 0 ? 'M' : 'L'}${text(place(x, y, z))}`).join('');
  return (
    <g aria-hidden fill="none" stroke="var(--grid)">
      {model.axis.ticks.map(({ share }) => (
        <path key={share} d={path([0, share * rise, 0], [0, share * rise, depth], [length, share * rise, depth])} />
      ))}
      <path d={path([0, rise, 0], [0, 0, 0], [length, 0, 0], [length, 0, depth])} stroke="var(--line-strong)" />
      <path d={path([0, rise, depth], [0, 0, depth])} stroke="var(--line-strong)" />
    </g>
  );
}

/** Names of items and weekdays at the front edges, the value scale at the right corner. */
export function IsometricLabels({ model, layout, active }: AxesProps) {
  const { place, rise, labelEvery, labelLength } = layout;
  const [length, depth] = [layout.items * sceneMeasures.itemPitch, days * sceneMeasures.weekdayPitch];
  const first = place(length, 0, 0);
  const second = place(length, 0, sceneMeasures.weekdayPitch);
  const letters = Math.hypot(second.x - first.x, second.y - first.y) < leastForThree;
  return (
    <g aria-hidden fill="var(--text-muted)">
      {model.items.slice(0, layout.items).map((item, index) => {
        if (labelLength === 0 || (index % labelEvery !== 0 && active?.item !== item)) return null;
        const { x, y } = place((index + 0.5) * sceneMeasures.itemPitch, 0, 0);
        return (
          <g key={item}>
            <path d={`M${x} ${y}h-4`} stroke="var(--line-strong)" />
            <text x={x - 7} y={y + 5} textAnchor="end" {...(active?.item === item && strong)}>
              {shortened(item, labelLength)}
            </text>
          </g>
        );
      })}
      {weekdays.map((name, day) => {
        const { x, y } = place(length, 0, (days - day - 0.5) * sceneMeasures.weekdayPitch);
        return (
          <text key={name} x={x + 5} y={y + 19} textAnchor="middle" {...(active?.weekday === day + 1 && strong)}>
            {name.slice(0, letters ? 1 : 3)}
          </text>
        );
      })}
      <ValueScale model={model} layout={layout} place={(share) => place(length, share * rise, depth)} />
    </g>
  );
}

const leastScale = 24;

function ValueScale({
  model,
  layout,
  place,
}: Omit<AxesProps, 'active'> & { place: (share: number) => { x: number; y: number } }) {
  const [bottom, top] = [place(0), place(1)];
  const tall = bottom.y - top.y;
  if (tall < leastScale || layout.labelLength === 0) return null;
  const every = Math.max(1, Math.ceil((14 * (model.axis.ticks.length - 1)) / tall));
  return (
    <>
      <path d={`M${text(bottom)}L${text(top)}`} stroke="var(--line-strong)" />
      <text x={top.x + 8} y={top.y - 14}>
        Pieces
      </text>
      {model.axis.ticks.map(({ share, label }, index) => {
        if (index % every !== 0) return null;
        const { x, y } = place(share);
        return (
          <g key={share}>
            <path d={`M${x} ${y}h4`} stroke="var(--line-strong)" />
            <text x={x + 8} y={y + 4}>
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}

const strong = { fontWeight: 500, fill: 'var(--text)' } as const;
const shortened = (name: string, longest: number): string =>
  name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
const text = ({ x, y }: { x: number; y: number }): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
