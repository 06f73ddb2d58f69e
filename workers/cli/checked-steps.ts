import { CommandFailed } from './command-failed';

export interface StepOutcome {
  readonly step: string;
  /** null: not tried, because a step before it failed that it needs. */
  readonly ok: boolean | null;
  /** What was found, or what is wrong. */
  readonly detail: string;
  /** What to do about it; null where it holds. */
  readonly hint: string | null;
}

/** A step that does not hold: what is wrong, and what a person can do about it. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

export interface CheckedSteps {
  readonly outcomes: readonly StepOutcome[];
  /**
   * Runs a step and tells its outcome; resolves to what it gave, null when it failed or `needs` holds a null (what a
   * failed step gave). `work` resolves to its result and a sentence, or throws `StepFailed`.
   */
  run<Result>(
    step: string,
    needs: readonly unknown[],
    work: () => Promise<{ readonly result: Result; readonly detail: string }>,
  ): Promise<Result | null>;
}

/** Steps that are checked one after the other. */
export function checkedSteps(tell: (outcome: StepOutcome) => void): CheckedSteps {
  const outcomes: StepOutcome[] = [];
  const note = (outcome: StepOutcome): null => {
    outcomes.push(outcome);
    tell(outcome);
    return null;
  };
  return {
    outcomes,
    async run(step, needs, work) {
      if (needs.includes(null)) return note({ step, ok: null, detail: 'not tried', hint: null });
      try {
        const { result, detail } = await work();
        note({ step, ok: true, detail, hint: null });
        return result;
      } catch (error) {
        const unforeseen = 'Look at it with `streamscope status`.';
        const hint = error instanceof StepFailed ? error.hint : error instanceof CommandFailed ? null : unforeseen;
        return note({ step, ok: false, detail: error instanceof Error ? error.message : String(error), hint });
      }
    },
  };
}

const marks = { true: '✓', false: '✗', null: '-' } as const;

/** A line a step, and one below with what to do. */
export const stepText = ({ step, ok, detail, hint }: StepOutcome): string =>
  `${marks[`${ok}`]} ${step.padEnd(11)} ${detail}${hint === null ? '' : `\n  ${''.padEnd(11)} ${hint}`}`;
