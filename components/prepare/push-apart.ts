/**
 * Moves label positions apart to at least `gap`, keeps their order and the range [min, max], and moves them as little
 * as the greedy way allows. Input in any order; output in the input's order.
 */
export function pushApart(wanted: readonly number[], gap: number, min: number, max: number): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed = order.map((index) => Math.min(max, Math.max(min, wanted[index] ?? 0)));
  for (let i = 1; i < placed.length; i += 1) placed[i] = Math.max(placed[i] ?? 0, (placed[i - 1] ?? 0) + gap);
  let limit = max;
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    placed[i] = Math.min(placed[i] ?? 0, limit);
    limit = (placed[i] ?? 0) - gap;
  }
  const result = [...wanted];
  order.forEach((index, i) => {
    result[index] = placed[i] ?? 0;
  });
  return result;
}
