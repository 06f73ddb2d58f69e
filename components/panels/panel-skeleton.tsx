/** A still placeholder of a chart's parts: ticks, lines, a label. No shimmer. */
export function PanelSkeleton() {
  const block = 'absolute rounded-4 bg-raised';
  return (
    <div aria-hidden className="relative h-full w-full">
      {[8, 45, 85].map((top) => (
        <div key={top} className="absolute right-[18%] left-9 border-grid border-t" style={{ top: `${top}%` }} />
      ))}
      {[5, 42].map((top) => (
        <div key={top} className={`${block} left-0 h-2.5 w-6`} style={{ top: `${top}%` }} />
      ))}
      <div className={`${block} right-0 h-2.5 w-9`} style={{ top: '58%' }} />
      <div className={`${block} bottom-0 left-9 h-2.5 w-9`} />
      <div className={`${block} bottom-0 left-1/2 h-2.5 w-6`} />
    </div>
  );
}
