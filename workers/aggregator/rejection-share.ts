const windowRecords = 1_000;
const alarmShare = 0.2;

/** How many of a partition's last 1,000 records were rejected: beyond 20 % the fault is probably ours. */
export class RejectionShare {
  private readonly window = new Uint8Array(windowRecords);
  private at = 0;
  private seen = 0;
  private rejected = 0;

  add(rejected: 0 | 1): void {
    this.rejected += rejected - this.window[this.at]!;
    this.window[this.at] = rejected;
    this.at = this.at + 1 === windowRecords ? 0 : this.at + 1;
    if (this.seen < windowRecords) this.seen++;
  }

  /** Share of the last 1,000, 0..1; judged only when there are as many. */
  get alarming(): boolean {
    return this.seen === windowRecords && this.rejected > alarmShare * windowRecords;
  }

  get share(): number {
    return this.seen === 0 ? 0 : this.rejected / this.seen;
  }
}
