import type { SparseSketch } from '../contracts/sparse-sketch';
import { LatencySketch } from './latency-sketch';

const mostPieces = 12;
const scratch = new LatencySketch();

/** Sparse sketches of one second on a pile: cheap to add to, merged only when somebody asks or the pile grows. */
export class SketchPile {
  private pieces: SparseSketch[] = [];

  /** A sketch that is not one of ours counts for nothing. */
  add(sparse: SparseSketch): void {
    if (sparse.count === 0) return;
    this.pieces.push(sparse);
    if (this.pieces.length <= mostPieces) return;
    scratch.clear();
    this.mergeInto(scratch);
    this.pieces = [scratch.toSparse()];
  }

  mergeInto(sketch: LatencySketch): void {
    for (const piece of this.pieces) sketch.mergeSparse(piece);
  }

  clear(): void {
    this.pieces = [];
  }
}
