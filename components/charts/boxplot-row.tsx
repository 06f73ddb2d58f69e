import type { BoxMark } from '@/components/prepare/orders-boxplot';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
const [mostBoxHeight, capHeight] = [13, 7];

/** Box, median, whiskers and examples of one row, `height` px high. `example`: the one that is pointed at. */
export function BoxplotRow({ mark, example, height }: { mark: BoxMark; example: number | null; height: number }) {
  const [middle, boxHeight] = [height / 2, Math.min(mostBoxHeight, height - 4)];
  const { inFilter } = mark;
  const line = inFilter ? 'var(--text-muted)' : 'var(--neutral)';
  const cap = (at: number) => (
    <line x1={percent(at)} x2={percent(at)} y1={middle - capHeight / 2} y2={middle + capHeight / 2} />
  );
  return (
    <svg aria-hidden width="100%" height={height} className="block overflow-visible">
      <g stroke={line} shapeRendering="crispEdges">
        <line x1={percent(mark.whiskerLow)} x2={percent(mark.q1)} y1={middle} y2={middle} />
        <line x1={percent(mark.q3)} x2={percent(mark.whiskerHigh)} y1={middle} y2={middle} />
        {cap(mark.whiskerLow)}
        {cap(mark.whiskerHigh)}
      </g>
      <rect
        x={percent(mark.q1)}
        width={percent(mark.q3 - mark.q1)}
        y={middle - boxHeight / 2}
        height={boxHeight}
        fill={inFilter ? 'var(--series-1)' : 'none'}
        fillOpacity={0.28}
        stroke={inFilter ? 'var(--series-1)' : line}
        {...(!inFilter && { strokeDasharray: '3 2' })}
      />
      <line
        x1={percent(mark.medianAt)}
        x2={percent(mark.medianAt)}
        y1={middle - boxHeight / 2}
        y2={middle + boxHeight / 2}
        stroke={inFilter ? 'var(--text)' : line}
        strokeWidth={2}
      />
      {mark.examples.map(({ at, text }, index) => (
        <circle
          key={`${text} ${at}`}
          cx={percent(at)}
          cy={middle}
          r={index === example ? 3.5 : 1.75}
          fill={index === example ? 'var(--panel)' : 'none'}
          stroke={index === example ? 'var(--text)' : line}
          strokeWidth={index === example ? 1.5 : 1}
        />
      ))}
    </svg>
  );
}
