import type { ParetoModel } from '@/components/prepare/orders-pareto';

/** Height of one item's row in px. */
export const paretoRowHeight = 16;
const shares = [25, 50, 75, 100] as const;

/** Grid, 80 % line and running share over all rows; stands in the first row's plot and reaches down. */
export function ParetoLine({ model }: { model: ParetoModel }) {
  const { marks } = model;
  const height = marks.length * paretoRowHeight;
  const y = (index: number) => index * paretoRowHeight + paretoRowHeight / 2;
  const points = marks.map((mark, index) => `${mark.runningShare * 100},${y(index)}`).join(' ');
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 border-line-strong border-l" style={{ height }}>
      <svg
        aria-hidden
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 overflow-visible"
      >
        {shares.map((share) => (
          <path
            key={share}
            d={`M${share} 0V${height}`}
            stroke="var(--grid)"
            strokeWidth={1}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <path
          d={`M80 0V${height}`}
          stroke="var(--text)"
          strokeWidth={1}
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
        <polyline
          points={points}
          fill="none"
          stroke="var(--text)"
          strokeWidth={1.5}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {marks.map((mark, index) => {
        const radius = mark.crossing ? 4.5 : 2;
        return (
          <span
            key={mark.folded ? ' folded' : mark.name}
            className={
              mark.crossing
                ? 'absolute rounded-full border-[1.5px] border-text bg-panel'
                : 'absolute rounded-full bg-text'
            }
            style={{
              left: `calc(${mark.runningShare * 100}% - ${radius}px)`,
              top: y(index) - radius,
              width: radius * 2,
              height: radius * 2,
            }}
          />
        );
      })}
      {marks.length < 6 ? null : (
        <p className="absolute right-[calc(20%+8px)] bottom-0.5 bg-panel pl-1 text-right text-12 leading-4">
          <span className="font-medium">80&nbsp;% line</span>
          <br />
          <span className="text-muted">
            <span className="hidden @min-[480px]:inline">reached by </span>item {model.mostAt}
          </span>
        </p>
      )}
    </div>
  );
}
