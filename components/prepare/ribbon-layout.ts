import type { LiveAnnotation } from '@/lib/contracts/live-frame';

export interface RibbonEntry {
  /** The newest of those that stand at one place. */
  readonly annotation: LiveAnnotation;
  /** Its text, with how many more of its kind there are at its place. */
  readonly text: string;
  /** Glyph's centre, px from the left. */
  readonly x: number;
  readonly lane: 0 | 1;
  /** The text stands left of its glyph. */
  readonly flipped: boolean;
  /** false: only the glyph finds room. */
  readonly labelled: boolean;
}

const pxPerCharacter = 6.6;
const glyphPx = 10;
const spacingPx = 16;

/** What happened within a glyph's width of a newer thing of the same kind stands with it. */
interface Group {
  readonly annotation: LiveAnnotation;
  more: number;
}

function grouped(annotations: readonly LiveAnnotation[], glyphMs: number): readonly Group[] {
  const groups: Group[] = [];
  for (const annotation of annotations) {
    const group = groups.find(
      (one) => one.annotation.type === annotation.type && one.annotation.atMs - annotation.atMs < glyphMs,
    );
    if (group === undefined) groups.push({ annotation, more: 0 });
    else group.more += 1;
  }
  return groups;
}

/** Places what happened on two lanes, newest first come first served: an older text gives way, its glyph stays. */
export function ribbonLayout(options: {
  annotations: readonly LiveAnnotation[];
  fromMs: number;
  toMs: number;
  widthPx: number;
}): readonly RibbonEntry[] {
  const { fromMs, toMs, widthPx } = options;
  const taken: { from: number; to: number }[][] = [[], []];
  const free = (lane: number, from: number, to: number) =>
    (taken[lane] ?? []).every((other) => to + spacingPx <= other.from || from >= other.to + spacingPx);
  const place = ({ annotation, more }: Group): RibbonEntry => {
    const text = more === 0 ? annotation.text : `${annotation.text} and ${more} more`;
    const x = ((annotation.atMs - fromMs) / (toMs - fromMs)) * widthPx;
    const textPx = (text.length + 9) * pxPerCharacter + glyphPx;
    const flipped = x + textPx > widthPx && x - textPx >= 0;
    const from = flipped ? x - textPx : x - glyphPx / 2;
    const to = flipped ? x + glyphPx / 2 : x + textPx;
    for (const lane of [0, 1] as const) {
      if (to <= widthPx + 1 && free(lane, from, to)) {
        taken[lane]?.push({ from, to });
        return { annotation, text, x, lane, flipped, labelled: true };
      }
    }
    const lane = free(1, x - glyphPx, x + glyphPx) ? 1 : 0;
    return { annotation, text, x, lane, flipped: false, labelled: false };
  };
  const newestFirst = options.annotations
    .filter((one) => one.atMs >= fromMs && one.atMs <= toMs)
    .sort((a, b) => b.atMs - a.atMs);
  return grouped(newestFirst, (glyphPx * (toMs - fromMs)) / widthPx)
    .map(place)
    .reverse();
}
