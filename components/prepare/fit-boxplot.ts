import type { BoxplotModel } from './orders-boxplot';

/** The model with the `rows` boxes of most orders, in their places. */
export function foldBoxplot(model: BoxplotModel, rows: number): BoxplotModel {
  const marks = model.groups.flatMap((group) => group.marks);
  if (marks.length <= rows) return model;
  const kept = new Set(
    marks.toSorted((a, b) => Number(b.inFilter) - Number(a.inFilter) || b.count - a.count).slice(0, Math.max(1, rows)),
  );
  const groups = model.groups.map((group) => ({ ...group, marks: group.marks.filter((mark) => kept.has(mark)) }));
  return { ...model, groups: groups.filter((group) => group.marks.length > 0) };
}

/** Heights in px: of a row, and between two channels. `flat`: rows name their channel themselves. */
export interface BoxplotRoom {
  readonly row: number;
  readonly gap: number;
  readonly flat: boolean;
}

export const boxplotOnPage: BoxplotRoom = { row: 20, gap: 16, flat: false };
const [leastRow, frameGap, narrowFrame, headAndFoot] = [13, 6, 480, 44];

/** What fits into a frame: lower rows first, then fewer. */
export function fitBoxplot(
  model: BoxplotModel,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly model: BoxplotModel; readonly room: BoxplotRoom } {
  if (width < narrowFrame) {
    const row = 16;
    return { model: foldBoxplot(model, Math.floor((height - 20) / row)), room: { row, gap: 0, flat: true } };
  }
  const free = height - headAndFoot - frameGap * Math.max(0, model.groups.length - 1);
  const folded = foldBoxplot(model, Math.floor(free / leastRow));
  const rows = folded.groups.reduce((sum, group) => sum + group.marks.length, 0);
  const row = Math.max(leastRow, Math.min(boxplotOnPage.row, Math.floor(free / Math.max(1, rows))));
  return { model: folded, room: { row, gap: frameGap, flat: false } };
}
