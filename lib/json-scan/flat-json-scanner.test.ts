import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlatJsonScanner, slotKind } from './flat-json-scanner';
import { NameTable } from './name-table';

const names = ['a', 'ab', 'abc', 'b', 'żurek'];
const scanner = new FlatJsonScanner(names.map((name) => ({ name, hashed: name.length === 1 })));

/** What the scanner saw: name -> value; null when it declined. */
const scan = (text: string): Record<string, unknown> | null => {
  const bytes = Buffer.from(`"${text}}`);
  if (!scanner.scan(bytes, 1, bytes.length - 1)) return null;
  const seen: Record<string, unknown> = {};
  names.forEach((name, slot) => {
    if (scanner.kinds[slot] === slotKind.string)
      seen[name] = bytes.toString('utf8', scanner.starts[slot]!, scanner.ends[slot]!);
    if (scanner.kinds[slot] === slotKind.number)
      seen[name] = Number(`${scanner.mantissas[slot]}e-${scanner.decimals[slot]}`);
  });
  return seen;
};

const plain = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.nat(),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(4))),
);
const anything = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: fc.jsonValue() });
const key = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 4 }));
const space = fc.constantFrom('', '', ' ', '\n', '\t ', '\r\n');

const jsonText = fc
  .tuple(fc.array(fc.tuple(key, anything), { maxLength: 6 }), space)
  .map(
    ([pairs, gap]) =>
      `{${pairs.map(([name, value]) => `${gap}${JSON.stringify(name)}${gap}:${gap}${JSON.stringify(value)}${gap}`).join(',')}}${gap}`,
  );

describe('flat JSON scanner', () => {
  it('sees in whatever it accepts what JSON.parse sees, and declines what JSON.parse refuses', () => {
    let accepted = 0;
    const damaged = fc.tuple(jsonText, fc.nat(), fc.string({ maxLength: 2 }), fc.boolean());
    fc.assert(
      fc.property(damaged, ([whole, at, splinter, damage]) => {
        const cut = at % (whole.length + 1);
        const text = damage ? whole.slice(0, cut) + splinter + whole.slice(cut + (at % 3)) : whole;
        const seen = scan(text);
        if (seen === null) return;
        accepted++;
        const parsed = JSON.parse(Buffer.from(text).toString()) as Record<string, unknown>;
        expect(seen).toEqual(
          Object.fromEntries(names.filter((name) => Object.hasOwn(parsed, name)).map((name) => [name, parsed[name]])),
        );
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(2_000);
  });

  it('takes the usual ways of writing an event', () => {
    expect(scan('{"a":"x","ab":12.50}')).toEqual({ a: 'x', ab: 12.5 });
    expect(scan('{ "ab" : 0 , "unknown" : "ü" , "a" : "żółw" }\n')).toEqual({ a: 'żółw', ab: 0 });
    expect(scan('{"b":1,"b":"last"}')).toEqual({ b: 'last' });
  });

  it('leaves everything else to JSON.parse', () => {
    for (const text of [
      '{}',
      '[]',
      '{"a":-1}',
      '{"a":1e3}',
      '{"a":null}',
      '{"a":{}}',
      '{"a":"\\n"}',
      '{"a":01}',
      '{"a":1.}',
    ])
      expect(scan(text), text).toBeNull();
    for (const text of [
      '{"a":1',
      '{"a":1}}',
      '{"a":1,}',
      '{"a" 1}',
      '{"a":1 2}',
      '{"a',
      '{"a":"',
      '{"a":1234567890123456}',
      '',
    ])
      expect(scan(text), text).toBeNull();
  });

  it('declines bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect(scanner.scan(bytes, 0, bytes.length)).toBe(false);
  });
});

describe('name table', () => {
  it('gives every name one number, found again by the bytes and hash that the scanner reports', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 5 }), { maxLength: 200 }), (texts) => {
        const table = new NameTable();
        const ids = new Map<string, number>();
        for (const text of texts) {
          const id = table.idOf(text);
          expect(id).toBe(ids.get(text) ?? ids.size);
          ids.set(text, id);
        }
        expect(table.names).toEqual([...ids.keys()]);
        for (const [text, id] of ids) {
          const bytes = Buffer.from(`{"a":${JSON.stringify(text)}}`);
          if (!scanner.scan(bytes, 0, bytes.length)) continue;
          expect(table.find(bytes, scanner.starts[0]!, scanner.ends[0]!, scanner.hashes[0]!)).toBe(id);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not find a name that it was never given', () => {
    const table = new NameTable();
    for (let n = 0; n < 1_000; n++) table.idOf(`name ${n}`);
    const bytes = Buffer.from('{"a":"name 1000"}');
    expect(scanner.scan(bytes, 0, bytes.length)).toBe(true);
    expect(table.find(bytes, scanner.starts[0]!, scanner.ends[0]!, scanner.hashes[0]!)).toBe(-1);
  });
});
