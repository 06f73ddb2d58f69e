/** Points (60, unless said) on their own scale, no axis, no fill; not measured breaks the line. Ends in a dot. */
export function Sparkline({
  values,
  dotColor = 'var(--text)',
  width = 96,
  height = 24,
  fromZero = false,
  points = 60,
  className = 'block',
}: {
  values: readonly (number | null)[];
  dotColor?: string;
  width?: number;
  height?: number;
  /** In tables: rows can then be compared. */
  fromZero?: boolean;
  /** Of a whole line; fewer values stand at the right. */
  points?: number;
  /** A narrower width shows the newest part. */
  className?: string;
}) {
  const measured = values.filter((value) => value !== null);
  const low = fromZero ? 0 : Math.min(...measured);
  const high = Math.max(...measured);
  const right = width - 4;
  const x = (index: number) => (right * (index + points - values.length)) / (points - 1);
  const y = (value: number) => (high === low ? height - 4 : 4 + (1 - (value - low) / (high - low)) * (height - 8));
  let drawing = false;
  let path = '';
  values.forEach((value, index) => {
    if (value !== null) path += `${drawing ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = value !== null;
  });
  const last = values.findLastIndex((value) => value !== null);
  const lastValue = values[last];
  return (
    <svg
      aria-hidden
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMaxYMid slice"
      className={className}
    >
      <path d={path} fill="none" stroke="var(--text-muted)" strokeWidth={1.25} strokeLinejoin="round" />
      {lastValue === null || lastValue === undefined ? null : (
        <circle cx={x(last)} cy={y(lastValue)} r={2.5} fill={dotColor} />
      )}
    </svg>
  );
}
