'use client';

import { type RefObject, useState } from 'react';
import { useElementSize } from '@/components/charts/use-element-size';
import type { ShareSizeChoice } from './share-choices';

const noBreakSpace = '\u00a0';

/** The embed itself at its true size; one wider than the dialog is drawn smaller, and says how much. */
export function SharePreview({
  path,
  title,
  size,
  frame,
}: {
  path: string;
  title: string;
  size: ShareSizeChoice;
  frame: RefObject<HTMLIFrameElement | null>;
}) {
  const [room, measured] = useElementSize<HTMLDivElement>();
  const [cost, setCost] = useState<string | null>(null);
  const fit = measured === null || measured.width >= size.width ? 1 : measured.width / size.width;
  const words = `${size.width} × ${size.height}`;
  return (
    <div>
      <p className="mb-2 flex justify-between gap-4 text-12 text-muted">
        <span>{fit === 1 ? `Preview, true size ${words}` : `Preview of ${words} at ${Math.round(fit * 100)} %`}</span>
        <span data-testid="share-cost">{cost}</span>
      </p>
      <div ref={room} className="w-full overflow-hidden" style={{ height: Math.ceil(size.height * fit) }}>
        <iframe
          ref={frame}
          key={path}
          src={path}
          title={`Preview: ${title}`}
          {...size}
          onLoad={({ currentTarget }) => setCost(costOf(currentTarget))}
          className="origin-top-left border-0"
          style={{ transform: fit === 1 ? undefined : `scale(${fit})` }}
        />
      </div>
    </div>
  );
}

/** `answers in 64 ms, 22 kB`: the page of the frame, as this browser saw it come. */
function costOf(frame: HTMLIFrameElement): string | null {
  const [entry] = frame.contentWindow?.performance.getEntriesByType('navigation') ?? [];
  if (entry === undefined) return null;
  const { requestStart, responseEnd, encodedBodySize } = entry as PerformanceNavigationTiming;
  const ms = Math.round(responseEnd - requestStart);
  return `answers in ${ms}${noBreakSpace}ms, ${Math.max(1, Math.round(encodedBodySize / 1_000))}${noBreakSpace}kB`;
}
