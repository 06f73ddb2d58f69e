import { RollupCell } from './rollup-cell';

export interface RollupKey {
  /** Start of the bucket, Unix ms. */
  readonly bucketMs: number;
  readonly stream: string;
  readonly source: string;
}

/** Cells of one resolution by (bucket, stream, source). */
export class RollupTable {
  private readonly cells = new Map<string, { readonly key: RollupKey; readonly cell: RollupCell }>();

  constructor(readonly stepMs: number) {}

  get size(): number {
    return this.cells.size;
  }

  /** The cell of a moment, made when it is new. */
  at(atMs: number, stream: string, source: string): RollupCell {
    const bucketMs = this.bucketOf(atMs);
    const text = `${bucketMs}\0${stream}\0${source}`;
    let found = this.cells.get(text);
    if (found === undefined) {
      found = { key: { bucketMs, stream, source }, cell: new RollupCell() };
      this.cells.set(text, found);
    }
    return found.cell;
  }

  /** Adds every cell of `other`, whose step divides this one's. */
  merge(other: RollupTable): void {
    for (const { key, cell } of other.cells.values()) this.at(key.bucketMs, key.stream, key.source).merge(cell);
  }

  bucketOf(atMs: number): number {
    return Math.floor(atMs / this.stepMs) * this.stepMs;
  }

  /** Rows by bucket, stream, source, ascending. */
  sorted(): { readonly key: RollupKey; readonly cell: RollupCell }[] {
    return [...this.cells.values()].sort(
      ({ key: a }, { key: b }) =>
        a.bucketMs - b.bucketMs || compareText(a.stream, b.stream) || compareText(a.source, b.source),
    );
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
