'use client';

import { type TrendingHeads, TrendingTable } from '@/components/charts/trending-table';
import { useElementSize } from '@/components/charts/use-element-size';
import { shownText, type TrendingLine } from '@/components/prepare/trending';
import { trendingWords } from '@/components/prepare/window-words';
import type { TrendingWindow } from '@/lib/contracts/engagement-panels';

const [headHeight, rowHeight] = [28, 32];
/** Rows for a frame of 640x360, until its true height is known. */
const assumedRows = 7;

/** As many of the best as there is room for; `rows` of them on a page. */
export function TrendingBody({
  lines,
  rows,
  films,
  window,
  words,
  label,
  embedded,
}: {
  lines: readonly TrendingLine[];
  rows: number;
  /** That have anything in the window. */
  films: number;
  window: TrendingWindow;
  words: { readonly events: string; readonly note: string; readonly one: string };
  label: string;
  embedded: boolean;
}) {
  const [body, size] = useElementSize<HTMLDivElement>();
  const fit = size === null ? assumedRows : Math.max(2, Math.floor((size.height - headHeight) / rowHeight));
  const { length, before } = trendingWords[window];
  const heads: TrendingHeads = {
    ...{ events: words.events, note: words.note, spark: length },
    before: before.charAt(0).toUpperCase() + before.slice(1),
  };
  if (embedded)
    return (
      <div ref={body} className="h-full overflow-hidden [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]">
        <TrendingTable lines={lines.slice(0, fit)} heads={heads} label={label} />
      </div>
    );
  const shown = lines.slice(0, rows);
  return (
    <>
      <TrendingTable lines={shown} heads={heads} label={label} />
      <p className="mt-2 text-12 text-muted">{shownText(shown.length, Math.max(films, shown.length), words.one)}</p>
    </>
  );
}
