/**
 * One environment variable: its meaning, default and parser. A process's config is a table of these; the README's
 * configuration table is made from the same tables.
 */
export interface Setting<T> {
  readonly variable: string;
  readonly description: string;
  /** Text of the default as a user would write it; undefined = required. */
  readonly fallback?: string;
  /** Throws an Error whose message says what is allowed. */
  readonly parse: (text: string) => T;
  /** true: never logged or shown. */
  readonly secret?: boolean;
}

export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;
export type ConfigOf<Table extends SettingsTable> = {
  readonly [Key in keyof Table]: Table[Key] extends Setting<infer T> ? T : never;
};

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  }
}

/** Reads every setting of a table; an empty variable counts as not set. Throws one ConfigError naming every problem. */
export function readSettings<Table extends SettingsTable>(
  table: Table,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ConfigOf<Table> {
  const problems: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(table)) {
    const given = environment[setting.variable];
    const text = given === undefined || given === '' ? setting.fallback : given;
    if (text === undefined) {
      problems.push(`${setting.variable} is not set: ${setting.description}`);
      continue;
    }
    try {
      config[key] = setting.parse(text);
    } catch (error) {
      const shown = setting.secret ? 'its value' : `"${text}"`;
      problems.push(`${setting.variable}: ${shown} ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config as ConfigOf<Table>;
}

export const asText = (text: string): string => text;

/** Comma-separated list; empty text gives an empty list. */
export const asList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const asInteger =
  (range: { min: number; max: number }) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < range.min || value > range.max)
      throw new Error(`is not a whole number from ${range.min} to ${range.max}`);
    return value;
  };

export const asPort = asInteger({ min: 0, max: 65_535 });

export const asChoice =
  <Choice extends string>(...choices: readonly Choice[]) =>
  (text: string): Choice => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new Error(`is not one of ${choices.join(', ')}`);
    return found;
  };

export const asBrokers = (text: string): readonly string[] => {
  const brokers = asList(text);
  const wrong = brokers.find((broker) => !/^[^\s:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(broker));
  if (brokers.length === 0 || wrong !== undefined) throw new Error('is not a list like host:9092,host2:9092');
  return brokers;
};

export const asHttpUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error('is not an address like http://127.0.0.1:4010');
  return text.replace(/\/$/, '');
};

export const asDatabaseUrl = (text: string): string => {
  if (!/^postgres(ql)?:\/\//.test(text))
    throw new Error('is not an address like postgresql://user:password@host:5432/name');
  return text;
};
