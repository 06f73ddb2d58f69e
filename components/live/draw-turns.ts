/** At most two rounds a second; in a round one chart is drawn per animation frame. */
export class DrawTurns {
  readonly #charts = new Set<() => void>();
  #queue: (() => void)[] = [];
  #running = false;
  #lastRoundMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly roundMs = 500) {}

  register(draw: () => void): () => void {
    this.#charts.add(draw);
    return () => {
      this.#charts.delete(draw);
    };
  }

  /** Asks for a round; `soon` does not wait for the half second (a pause, another window). */
  request(soon = false): void {
    if (soon && this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    if (this.#timer !== null || this.#charts.size === 0) return;
    const waitMs = soon ? 0 : Math.max(0, this.#lastRoundMs + this.roundMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#lastRoundMs = performance.now();
      this.#queue = [...this.#charts];
      if (!this.#running) this.#next();
    }, waitMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#queue = [];
  }

  #next(): void {
    const draw = this.#queue.shift();
    this.#running = draw !== undefined;
    if (draw === undefined) return;
    requestAnimationFrame(() => {
      if (this.#charts.has(draw)) draw();
      this.#next();
    });
  }
}
