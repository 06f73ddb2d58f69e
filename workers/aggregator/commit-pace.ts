/** A commit that lasts longer than this is made smaller, one that lasts less than half of it larger again. */
const wantedMs = 600;
const leastCells = 1_000;

/**
 * How many cells one commit may touch: as many as are configured, fewer while the database is slow. What arrives meanwhile
 * waits for it, so a commit of many seconds would delay every stream by as much.
 */
export class CommitPace {
  private current: number;

  constructor(private readonly most: number) {
    this.current = most;
  }

  get cells(): number {
    return this.current;
  }

  /** A commit of so many cells lasted so long. */
  committed(cells: number, ms: number): void {
    const least = Math.min(leastCells, this.most);
    if (ms > wantedMs) this.current = Math.max(least, Math.min(this.current, cells) * Math.max(0.5, wantedMs / ms));
    else if (ms < wantedMs / 2 && cells >= this.current / 2) this.current = Math.min(this.most, this.current * 1.5);
  }
}
