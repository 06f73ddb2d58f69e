/** Counts by UTC hour since 1970 and the number of what splits them: a device, a click type, a rating. */
export class HourCounts {
  /** Counts that are not zero: rows to write. */
  size = 0;
  readonly byHour = new Map<number, Float64Array>();
  private hour = Number.NaN;
  private counts: Float64Array = new Float64Array();

  constructor(private readonly details: number) {}

  add(hour: number, detail: number, count: number): void {
    if (hour !== this.hour) this.select(hour);
    if (this.counts[detail] === 0) this.size++;
    this.counts[detail]! += count;
  }

  addAll(other: HourCounts): void {
    for (const [hour, counts] of other.byHour)
      for (const [detail, count] of counts.entries()) if (count > 0) this.add(hour, detail, count);
  }

  private select(hour: number): void {
    let counts = this.byHour.get(hour);
    if (counts === undefined) {
      counts = new Float64Array(this.details);
      this.byHour.set(hour, counts);
    }
    this.hour = hour;
    this.counts = counts;
  }
}
