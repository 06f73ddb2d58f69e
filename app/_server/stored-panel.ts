import { z } from 'zod';
import type { StoredAnswer } from '@/lib/contracts/stored-answer';
import type { Database } from '@/lib/db/client';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';

export interface PanelContext {
  readonly database: Database;
  /** Zone of those who name none. */
  readonly defaultZone: string;
  readonly nowMs: number;
}

/** How one stored panel is asked. */
export interface StoredPanelReader<Answer> {
  /** Of the CSV, in order. */
  readonly columns: readonly string[];
  /** Parameters that change the answer. */
  readonly names: readonly string[];
  /** Throws `UnanswerableQuestion` naming the parameter. */
  readonly read: (search: URLSearchParams, context: PanelContext) => Promise<Answer>;
  /** Rows of the CSV; flat. */
  readonly csvRows: (answer: Answer) => readonly object[];
}

/** A parameter that may be given once: its text, or null. */
export const one = z
  .array(z.string())
  .max(1, 'may be given once')
  .transform((values) => values[0] ?? null);

/** A parameter that may be repeated: any of its values; none = no filter. */
export const several = (longest: number) =>
  z
    .array(z.string().min(1, 'must not be empty').max(longest, `is longer than ${longest} characters`))
    .max(100, 'is given over 100 times');

/** One of the named values, or null. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  one.pipe(z.enum(values, `must be one of ${values.join(', ')}`).nullable());

/**
 * A stored panel from the shape of its parameters (each as all values given under its name) and what answers them.
 * `csvRows`: where a row of the answer is not flat.
 */
export function storedPanel<Shape extends z.ZodObject, Answer extends StoredAnswer<object>>(definition: {
  readonly shape: Shape;
  readonly columns: readonly string[];
  readonly answer: (parameters: z.output<Shape>, context: PanelContext) => Promise<Answer>;
  readonly csvRows?: (answer: Answer) => readonly object[];
}): StoredPanelReader<Answer> {
  const { shape, columns, answer } = definition;
  const names = Object.keys(shape.shape);
  return {
    ...{ columns, names },
    csvRows: definition.csvRows ?? (({ rows }) => rows),
    async read(search, context) {
      const parsed = shape.safeParse(Object.fromEntries(names.map((name) => [name, search.getAll(name)])));
      if (parsed.success) return answer(parsed.data, context);
      const { path, message } = parsed.error.issues[0]!;
      throw new UnanswerableQuestion(String(path[0]), `${String(path[0])} ${message}.`);
    },
  };
}
