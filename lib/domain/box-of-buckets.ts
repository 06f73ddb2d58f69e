/** Orders of one value bucket: how many, and the least and the greatest value among them. */
export interface BucketRow {
  readonly count: number;
  readonly least: number;
  readonly greatest: number;
}

/** A box after Tukey: quartiles, whiskers at the last value within 1.5 IQR, and how many lie outside on either side. */
export interface Box {
  readonly count: number;
  readonly least: number;
  readonly greatest: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly lowerWhisker: number;
  readonly upperWhisker: number;
  /** Values beyond them are outliers. */
  readonly lowerFence: number;
  readonly upperFence: number;
  readonly outliersLow: number;
  readonly outliersHigh: number;
  /** Values in the buckets that a fence cuts, of which it is not known on which side they lie; part of no count above. */
  readonly uncertain: number;
}

const whiskerIqr = 1.5;

/**
 * The box of everything in `rows`, which are sorted by value and do not overlap; null when they are empty. A value inside
 * a bucket is known to 1.6 %, so a quantile (linear between neighbours, as PostgreSQL's percentile_cont) is off by at
 * most 0.8 %.
 */
export function boxOfBuckets(rows: readonly BucketRow[]): Box | null {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return null;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantileAt(rows, (count - 1) * share)) as [
    number,
    number,
    number,
  ];
  const lowerFence = q1 - whiskerIqr * (q3 - q1);
  const upperFence = q3 + whiskerIqr * (q3 - q1);
  let [outliersLow, outliersHigh, uncertain] = [0, 0, 0];
  let [lowerWhisker, upperWhisker] = [q1, q3];
  for (const { count: held, least, greatest } of rows) {
    const inside = [least, greatest].filter((value) => value >= lowerFence && value <= upperFence);
    for (const value of inside) {
      lowerWhisker = Math.min(lowerWhisker, value);
      upperWhisker = Math.max(upperWhisker, value);
    }
    if (greatest < lowerFence) outliersLow += held;
    else if (least > upperFence) outliersHigh += held;
    else if (inside.length < 2) {
      const ends = Number(least < lowerFence) + Number(greatest > upperFence);
      outliersLow += Number(least < lowerFence);
      outliersHigh += Number(greatest > upperFence);
      uncertain += held - inside.length - ends;
    }
  }
  return {
    ...{ count, least: first.least, greatest: last.greatest, q1, median, q3 },
    ...{ lowerWhisker, upperWhisker, lowerFence, upperFence, outliersLow, outliersHigh, uncertain },
  };
}

/** Value at a rank from 0 to count - 1, between two ranks linearly. */
function quantileAt(rows: readonly BucketRow[], rank: number): number {
  const below = valueAt(rows, Math.floor(rank));
  const above = valueAt(rows, Math.ceil(rank));
  return below + (above - below) * (rank - Math.floor(rank));
}

/** The ends of a bucket are known exactly; of what lies between, its middle is the best guess. */
function valueAt(rows: readonly BucketRow[], rank: number): number {
  let before = 0;
  for (const { count, least, greatest } of rows) {
    const within = rank - before;
    if (within < count) return within === 0 ? least : within === count - 1 ? greatest : (least + greatest) / 2;
    before += count;
  }
  return rows.at(-1)?.greatest ?? Number.NaN;
}
