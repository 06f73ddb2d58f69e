import { createRandom } from './seeded-random';

/** For tests: "now" of the odd events. */
export const oddEventsNowMs = Date.parse('2026-11-22T20:54:57.123Z');

/** JSON texts of values that sit on the edges of a rule, or of JSON itself. */
export const oddValueTexts: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '[]',
    '{}',
    '[1]',
    '{"a":1}',
    '""',
    '" "',
    '"\\t"',
    '"\u00a0"',
    '"x"',
    '"\u017burek"',
    '"\\u0041"',
  ],
  ...[
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00x"',
    '"\\ud83d\\ude00"',
    '"\ud83d\ude00"',
    '"a\\"b"',
    '"a\\\\"',
    '"/"',
    '"\\/"',
  ],
  ...[
    '0',
    '-0',
    '00',
    '01',
    '-1',
    '1',
    '2',
    '1.0',
    '1.00000',
    '1.',
    '.5',
    '1.5',
    '0.0001',
    '0.00001',
    '12.3456',
    '12.34567',
  ],
  ...['1e0', '1E2', '1e400', '1e-400', '-1e400', '999999.9999', '1000000', '1000000.0001', '1000001', '100.00', '1e21'],
  ...[
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '900719925474099',
    '123456789012345678',
    '8640000000000001',
  ],
  ...[
    '1795380897123',
    '1795467297123',
    '1795467297124',
    '0.30000000000000004',
    '3.3000',
    '4503599627370497.5',
    'NaN',
    'Infinity',
  ],
  ...[
    '"EUR"',
    '"eur"',
    '"PLN"',
    '"EURO"',
    '"E1R"',
    '"web"',
    `"${'x'.repeat(40)}"`,
    `"${'x'.repeat(41)}"`,
    `"${'x'.repeat(64)}"`,
  ],
  ...[
    `"${'x'.repeat(65)}"`,
    `"${'x'.repeat(200)}"`,
    `"${'x'.repeat(201)}"`,
    `"${'\u017b'.repeat(40)}"`,
    `"${'\u017b'.repeat(41)}"`,
  ],
  ...['"2026-11-22T20:54:57Z"', '"2026-11-22T20:54:57.123Z"', '"2026-11-22T20:54:57.1234567Z"', '"2026-11-22T20:54Z"'],
  ...[
    '"2026-11-22T20:54:57+01:00"',
    '"2026-11-22T20:54:57.123-23:59"',
    '"2026-11-22T20:54:57+24:00"',
    '"2026-11-22T24:00:00Z"',
  ],
  ...[
    '"2026-11-23T20:54:57.123Z"',
    '"2026-11-23T20:54:57.124Z"',
    '"2026-11-23T21:54:57.123+01:00"',
    '"2026-11-22T20:54:57"',
  ],
  ...['"2026-02-29T00:00:00Z"', '"2024-02-29T00:00:00Z"', '"1900-02-29T00:00:00Z"', '"2000-02-29T00:00:00.000Z"'],
  ...[
    '"2026-13-01T00:00:00Z"',
    '"2026-00-01T00:00:00Z"',
    '"2026-04-31T00:00:00Z"',
    '"2026-11-22T20:54:60Z"',
    '"2026-11-22 20:54:57Z"',
  ],
  ...[
    '"+275760-09-13T00:00:00Z"',
    '"0000-01-01T00:00:00Z"',
    '"0001-01-01T00:00:00Z"',
    '"1969-12-31T23:59:59.999Z"',
    '"2026-11-22t20:54:57z"',
  ],
];
/** Bytes that are put in anywhere. */
const splinters = [
  ...[
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    ' ',
    '\n',
    '\t',
    '\r',
    '\0',
    '\u0001',
    '-',
    '+',
    '.',
    '0',
    '9',
    'e',
    'T',
    'Z',
  ],
  ...[
    '\u017b',
    '\ud83d\ude00',
    '\\u0000',
    '\\ud800',
    '\\n',
    '\u2028',
    '\u00a0',
    '\ufeff',
    '{"a":'.repeat(70),
    '['.repeat(65),
  ],
];

/** For tests: an endless, seeded row of values made from good events: good ones, damaged ones and foreign ones. */
export function createOddEvents(options: {
  seed: string;
  /** A good event of the stream, made at `oddEventsNowMs`. */
  next: () => object;
  /** Names that fields are given: the stream's, and others. */
  fieldNames: readonly string[];
  valueTexts: readonly string[];
}): { next(): Buffer } {
  const { fieldNames, valueTexts } = options;
  const random = createRandom(options.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;

  const fieldsOf = (): [name: string, text: string][] =>
    Object.entries(options.next()).map(([name, value]) => [name, JSON.stringify(value)]);

  const changeFields = (fields: [string, string][]): void => {
    const at = below(fields.length);
    const field = fields[at]!;
    switch (below(5)) {
      case 0:
        fields.splice(at, 1);
        break;
      case 1:
        fields.splice(at, 0, [pick(fieldNames), pick(valueTexts)]);
        break;
      case 2:
        fields.splice(at, 0, fields.splice(below(fields.length), 1)[0]!);
        break;
      default:
        field[1] = pick(valueTexts);
    }
  };

  const write = (fields: readonly [string, string][]): string => {
    const [space, after] = pick([
      ['', ''],
      ['', ''],
      [' ', ' '],
      ['\n  ', ''],
      ['', '\t'],
    ] as const);
    return `{${fields.map(([name, text]) => `${space}${JSON.stringify(name)}${after}:${space}${text}${after}`).join(',')}${after}}`;
  };

  const damage = (bytes: Buffer): Buffer => {
    const at = below(bytes.length);
    switch (below(5)) {
      case 0:
        return bytes.subarray(0, at);
      case 1:
        return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(splinters)), bytes.subarray(at)]);
      case 2:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(4))]);
      default: {
        const changed = Buffer.from(bytes);
        changed[at] = random() < 0.5 ? below(256) : changed[at]! ^ (1 << below(8));
        return changed;
      }
    }
  };

  const foreign = (): Buffer => {
    switch (below(3)) {
      case 0:
        return Buffer.from(pick(valueTexts));
      case 1:
        return Buffer.from(Array.from({ length: below(40) }, () => below(256)));
      default:
        return Buffer.from(
          Array.from({ length: below(12) }, () => pick([...splinters.slice(0, 20), ...valueTexts])).join(''),
        );
    }
  };

  return {
    next() {
      if (random() < 0.05) return foreign();
      const fields = fieldsOf();
      for (let left = random() < 0.75 ? 1 + below(2) : 0; left > 0; left--) changeFields(fields);
      let bytes: Buffer = Buffer.from(write(fields));
      for (let left = random() < 0.25 ? 1 + below(3) : 0; left > 0 && bytes.length > 0; left--) bytes = damage(bytes);
      return bytes;
    },
  };
}
