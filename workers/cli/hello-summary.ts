import type { Rejection } from '@/lib/contracts/rejection';
import { visibleText } from './visible-text';

/** What `hello consume` has seen. */
export class HelloSummary {
  valid = 0;
  readonly invalid = new Map<string, { count: number; example: string }>();
  /** By rating value, 0.5 to 5.0. */
  readonly ratings = new Map<number, number>(Array.from({ length: 10 }, (_, index) => [(index + 1) / 2, 0]));

  /** `rating`: of a valid record, null where it has none. */
  add(rejection: Rejection | null, rating: number | null): void {
    if (rejection === null) {
      this.valid += 1;
      if (rating !== null) this.ratings.set(rating, (this.ratings.get(rating) ?? 0) + 1);
      return;
    }
    const known = this.invalid.get(rejection.code);
    if (known === undefined) this.invalid.set(rejection.code, { count: 1, example: rejection.sentence });
    else known.count += 1;
  }

  get invalidCount(): number {
    return [...this.invalid.values()].reduce((total, { count }) => total + count, 0);
  }

  get consumed(): number {
    return this.valid + this.invalidCount;
  }

  toJson() {
    return {
      consumed: this.consumed,
      valid: this.valid,
      invalid: this.invalidCount,
      success_rate: this.consumed === 0 ? 0 : this.valid / this.consumed,
      reasons: Object.fromEntries([...this.invalid].map(([code, { count, example }]) => [code, { count, example }])),
      ratings: Object.fromEntries([...this.ratings].map(([rating, count]) => [rating.toFixed(1), count])),
    };
  }

  toText(): string {
    const share = this.consumed === 0 ? '-' : `${((this.valid / this.consumed) * 100).toFixed(1)} %`;
    return [
      '',
      `consumed      ${this.consumed}`,
      `valid         ${this.valid}`,
      `invalid       ${this.invalidCount}`,
      `success_rate  ${share}`,
      ...[...this.invalid].map(([code, { count, example }]) => `  ${code}  ${count}  ${visibleText(example)}`),
      '',
      ...ratingBars(this.ratings),
    ].join('\n');
  }
}

const longestBar = 40;

/** A bar a rating value; the longest has 40 characters, and every one that is not zero is to be seen. */
export function ratingBars(ratings: ReadonlyMap<number, number>): string[] {
  const most = Math.max(1, ...ratings.values());
  const total = Math.max(
    1,
    [...ratings.values()].reduce((sum, count) => sum + count, 0),
  );
  return [...ratings].map(([rating, count]) => {
    const length = count === 0 ? 0 : Math.max(1, Math.round((count / most) * longestBar));
    return `${rating.toFixed(1)}  ${'█'.repeat(length).padEnd(longestBar)}  ${String(count).padStart(String(most).length)}  ${((count / total) * 100).toFixed(1).padStart(5)} %`;
  });
}
