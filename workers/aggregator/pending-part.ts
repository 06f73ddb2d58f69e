import type { CommittedPart } from '@/lib/contracts/metric-sample';
import type { RejectionCode } from '@/lib/contracts/rejection';
import type { DeadLetter } from '@/lib/db/dead-letter-statement';
import { LatencySketch } from '@/lib/domain/latency-sketch';

/** Where a part stands in the log and in the cursor's history. */
export interface PartRange {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly rebuildEpoch: number;
  readonly fromOffset: bigint;
  readonly toOffset: bigint;
}

const emptySketch = new LatencySketch().toSparse();

/**
 * What a partition has gathered besides its aggregates since the last flush. Latencies up to the consumption are
 * sketched at once; event times are kept, because "stored" is known only at the commit.
 */
export class PendingPart {
  valid = 0;
  dead = 0;
  deduplicated = 0;
  control = 0;
  historic = 0;
  clamped = 0;
  withUnknownFields = 0;
  readonly deadLetters: DeadLetter[] = [];
  deadLetterBytes = 0;
  readonly madeToAppended = new LatencySketch();
  readonly appendedToConsumed = new LatencySketch();
  private eventTimes = new Float64Array(256);
  private timed = 0;
  private readonly consumed: { atMs: number; count: number }[] = [];

  /** Offsets accounted for. */
  get records(): number {
    return this.valid + this.dead + this.deduplicated + this.control;
  }

  /** A valid record that takes part in latency. */
  addTimed(eventTimeMs: number, appendedAtMs: number): void {
    if (this.timed === this.eventTimes.length) {
      const larger = new Float64Array(2 * this.timed);
      larger.set(this.eventTimes);
      this.eventTimes = larger;
    }
    this.eventTimes[this.timed++] = eventTimeMs;
    this.madeToAppended.add(appendedAtMs - eventTimeMs);
  }

  /** `count` timed records of one append time, consumed together. */
  addConsumed(count: number, appendedAtMs: number, consumedAtMs: number): void {
    this.appendedToConsumed.add(consumedAtMs - appendedAtMs, count);
    const last = this.consumed.at(-1);
    if (last?.atMs === consumedAtMs) last.count += count;
    else this.consumed.push({ atMs: consumedAtMs, count });
  }

  addDead(letter: DeadLetter): void {
    this.dead++;
    this.deadLetters.push(letter);
    this.deadLetterBytes += (letter.value?.length ?? 0) + (letter.key?.length ?? 0) + 512;
  }

  /** The part as published, were it stored at `committedAtMs`. */
  toCommittedPart(range: PartRange, committedAtMs: number): CommittedPart {
    const endToEnd = new LatencySketch();
    for (let i = 0; i < this.timed; i++) endToEnd.add(committedAtMs - this.eventTimes[i]!);
    const consumedToStored = new LatencySketch();
    for (const { atMs, count } of this.consumed) consumedToStored.add(committedAtMs - atMs, count);
    return {
      ...partHead(range, committedAtMs),
      valid: this.valid,
      dead: this.dead,
      deduplicated: this.deduplicated,
      gaps: 0,
      control: this.control,
      historic: this.historic,
      clamped: this.clamped,
      withUnknownFields: this.withUnknownFields,
      deadByCode: countCodes(this.deadLetters),
      endToEnd: endToEnd.toSparse() as CommittedPart['endToEnd'],
      madeToAppended: this.madeToAppended.toSparse() as CommittedPart['madeToAppended'],
      appendedToConsumed: this.appendedToConsumed.toSparse() as CommittedPart['appendedToConsumed'],
      consumedToStored: consumedToStored.toSparse() as CommittedPart['consumedToStored'],
    };
  }
}

const partHead = (range: PartRange, committedAtMs: number) => ({
  topic: range.topic,
  partition: range.partition,
  incarnation: range.incarnation,
  rebuildEpoch: range.rebuildEpoch,
  fromOffset: range.fromOffset.toString(),
  toOffset: range.toOffset.toString(),
  committedAtMs,
});

function countCodes(letters: readonly DeadLetter[]): Partial<Record<RejectionCode, number>> {
  const counts: Partial<Record<RejectionCode, number>> = {};
  for (const { code } of letters) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The part of offsets that Kafka no longer held. */
export function gapPart(range: PartRange, committedAtMs: number): CommittedPart {
  const counts = { valid: 0, dead: 0, deduplicated: 0, control: 0, historic: 0, clamped: 0, deadByCode: {} };
  const sketch = emptySketch as CommittedPart['endToEnd'];
  return {
    ...partHead(range, committedAtMs),
    ...counts,
    gaps: Number(range.toOffset - range.fromOffset),
    endToEnd: sketch,
    madeToAppended: sketch,
    appendedToConsumed: sketch,
    consumedToStored: sketch,
  };
}
