import type { LiveModelError } from '@/lib/contracts/live-frame';

/** A sample's figures as far as they fall to one second: `n` need not be whole. */
export interface ModelPiece {
  readonly rmse: number;
  readonly baselineRmse: number;
  readonly n: number;
}

/** Root of the mean square over all pieces, each weighted with its n; null without any. */
export function mergeModelErrors(pieces: readonly ModelPiece[]): LiveModelError | null {
  // In a fixed order: sums of floats depend on it, and samples arrive in any.
  const sorted = [...pieces].sort((a, b) => a.n - b.n || a.rmse - b.rmse || a.baselineRmse - b.baselineRmse);
  const n = sorted.reduce((sum, piece) => sum + piece.n, 0);
  if (n === 0) return null;
  const root = (read: (piece: ModelPiece) => number): number =>
    Math.sqrt(sorted.reduce((sum, piece) => sum + piece.n * read(piece) ** 2, 0) / n);
  return { rmse: root((piece) => piece.rmse), baselineRmse: root((piece) => piece.baselineRmse), n: Math.round(n) };
}
