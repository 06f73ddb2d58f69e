'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { SceneBar } from '@/components/prepare/orders-3d';

const [width, gap] = [208, 14];

/** What stands behind the bar under the pointer, beside it and inside the chart. */
export function SceneTooltip({ bar, root }: { bar: SceneBar; root: RefObject<HTMLElement | null> }) {
  const tooltip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const follow = (event: PointerEvent) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const { current } = tooltip;
      if (current === null) return;
      const left = x + gap + width > box.width ? x - gap - width : x + gap;
      const top = Math.max(0, Math.min(y - gap - current.offsetHeight, box.height - current.offsetHeight));
      Object.assign(current.style, { left: `${Math.max(0, left)}px`, top: `${top}px`, visibility: 'visible' });
    };
    element.addEventListener('pointermove', follow);
    return () => element.removeEventListener('pointermove', follow);
  }, [root]);
  return (
    <div
      ref={tooltip}
      aria-hidden
      data-testid="scene-tooltip"
      className="pointer-events-none invisible absolute z-10 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay"
      style={{ width }}
    >
      <p className="mb-1 font-medium text-13">{bar.title}</p>
      <dl>
        {bar.details.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {bar.inFilter ? null : <p className="text-muted">not in filter</p>}
    </div>
  );
}
