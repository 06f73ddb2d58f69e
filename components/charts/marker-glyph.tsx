import type { LiveAnnotation } from '@/lib/contracts/live-frame';

export type MarkerType = LiveAnnotation['type'];

/** Colour and words of what may happen; the same glyphs on charts, ribbon and legend. */
export const markerStyles: Readonly<Record<MarkerType, { color: string; dash?: string; word: string }>> = {
  start: { color: 'var(--accent)', dash: '2 2', word: 'Start' },
  stop: { color: 'var(--accent)', dash: '2 2', word: 'Stop' },
  rebalance: { color: 'var(--mark)', word: 'Rebalance' },
  restart: { color: 'var(--text-muted)', word: 'Restart' },
  gap: { color: 'var(--text-muted)', word: 'Gap' },
  halt: { color: 'var(--crit)', word: 'Halt' },
};

/** An 8 to 9 px sign around (x, y). */
export function MarkerGlyph({ type, x, y }: { type: MarkerType; x: number; y: number }) {
  const { color } = markerStyles[type];
  switch (type) {
    case 'start':
      return <path d={`M${x} ${y - 4}l4.5 8h-9z`} fill={color} />;
    case 'stop':
      return <path d={`M${x} ${y + 4}l4.5 -8h-9z`} fill={color} />;
    case 'rebalance':
      return <path d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} fill={color} />;
    case 'restart':
      return <rect x={x - 4} y={y - 4} width={8} height={8} fill={color} />;
    case 'gap':
      return <rect x={x - 3.5} y={y - 3.5} width={7} height={7} fill="none" stroke={color} strokeWidth={1.5} />;
    case 'halt':
      return <path d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} stroke={color} strokeWidth={2} fill="none" />;
  }
}
