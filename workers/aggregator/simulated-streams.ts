import type { SqlStatement, StreamDefinition } from '@/lib/streams/stream';

/** For tests: a stream whose delta is the list of values folded; values that begin with `bad` are rejected. */
export const listStream: StreamDefinition<string[]> = {
  name: 'orders',
  tables: [],
  createFold() {
    let values: string[] = [];
    return {
      eventTimeMs: 1_000,
      hadUnknownFields: false,
      get cells() {
        return values.length;
      },
      fold(bytes, start, end) {
        const value = bytes.toString('utf8', start, end);
        if (value.startsWith('bad')) return { code: 'NOT_JSON', fieldPath: '', sentence: 'It is bad.' };
        values.push(value);
        return null;
      },
      take() {
        const taken = values;
        values = [];
        return taken;
      },
    };
  },
  merge(into, other) {
    into.push(...other);
    return into;
  },
  statements: async (delta) => [{ text: '', values: delta }],
};

/** `good 2/7` and `good 2/9` belong to key `2/1`: values of one key stand in one partition. */
export const keyOfValue = (value: string): string => {
  const [partition, seq] = value.slice(value.indexOf(' ') + 1).split('/');
  return `${partition}/${Number(seq) % 2}`;
};

const keysOf = (values: readonly string[]): string[] => [...new Set(values.map(keyOfValue))].sort();

/** For tests: keeps a history per key, so that a value lost, doubled or out of order shows. */
export const historyStream: StreamDefinition<string[]> = {
  ...listStream,
  stateful: {
    load: (delta) => keysOf(delta).map((key) => ({ text: 'load', values: [key] })),
    apply: (delta, rows): SqlStatement[] =>
      keysOf(delta).map((key, at) => {
        const before = (rows[at]?.[0]?.history as readonly string[] | undefined) ?? [];
        const history = [...before, ...delta.filter((value) => keyOfValue(value) === key)];
        return { text: 'put', values: [key, history] };
      }),
  },
};
