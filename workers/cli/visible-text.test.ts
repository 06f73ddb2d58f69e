import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inlineText, textOf, valueLines } from './bytes-text';
import { indentJson } from './indent-json';
import { visibleJson, visibleLines, visibleText } from './visible-text';

/** Judged by code points, not by the expression under test. */
function isDangerous(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    [0xad, 0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff].includes(code) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}
const attacks = [
  '\x1b[2J',
  '\x1b]0;title\x07',
  '\x9b31m',
  '\u202e',
  '\u2066',
  '\r',
  '\x08',
  '\u2028',
  '\ud800',
  '\u{e0041}',
  '\n',
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })))
  .map((parts) => parts.join(''));
const anyBytes = fc.oneof(
  anyText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ depthSize: 'large' }).map((text) => Buffer.from(text)),
);
const dangersIn = (text: string, ...allowed: string[]): string[] =>
  [...text].filter((character) => isDangerous(character) && !allowed.includes(character));

describe('what is shown of a record', () => {
  it('holds no character that a terminal would obey or that reorders text, whatever the bytes', () => {
    fc.assert(
      fc.property(anyBytes, anyText, (bytes, text) => {
        expect(dangersIn(inlineText(bytes))).toEqual([]);
        expect(valueLines(bytes).flatMap((line) => dangersIn(line, '\t'))).toEqual([]);
        expect(dangersIn(visibleText(text))).toEqual([]);
        expect(dangersIn(visibleLines(text), '\n', '\t')).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves harmless text as it is', () => {
    const harmless = 'Zażółć gęślą jaźń, 日本語, ❤️ \\u001b [2J {"a": 1}';
    expect(visibleText(harmless)).toBe(harmless);
    expect(inlineText(Buffer.from(harmless))).toBe(harmless);
  });

  it('writes what it does not pass through so that it can be recognised', () => {
    expect(visibleText('a\x1b[31mb\u202ec')).toBe('a\\u{1b}[31mb\\u{202e}c');
    expect(inlineText(Buffer.from('line\nline'))).toBe('line\\u{a}line');
  });

  it('keeps the value of JSON that is made visible', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = visibleJson(JSON.stringify({ [text]: text }));
        expect(dangersIn(shown)).toEqual([]);
        expect(JSON.parse(shown)).toEqual({ [text]: text });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what bytes are taken for', () => {
  it('tells text from binary, nothing from emptiness', () => {
    expect(textOf(Buffer.from([0xff, 0xfe]))).toBeNull();
    expect(inlineText(Buffer.from([0, 0, 0, 0, 0, 0, 0, 42]))).toBe('0x000000000000002a');
    expect([inlineText(null), inlineText(Buffer.alloc(0))]).toEqual(['(null)', '(empty)']);
    expect(valueLines(Buffer.from([0xca, 0xfe, 0x41]))).toEqual([`000000  ca fe 41${' '.repeat(39)}  ..A`]);
  });

  it('says how much of a long value is not shown', () => {
    expect(valueLines(Buffer.alloc(70_000, 'a')).at(-1)).toMatch(/4464 of 70000 bytes more: --json/);
  });
});

describe('indented JSON', () => {
  it('means the same and keeps every number as it was written', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'large' }), (json) => {
        const shown = indentJson(json);
        if (shown !== null) expect(JSON.parse(shown)).toEqual(JSON.parse(json));
      }),
    );
    expect(indentJson('{"a":1e400,"b":[9007199254740993,{}],"c":[]}')).toBe(
      '{\n  "a": 1e400,\n  "b": [\n    9007199254740993,\n    {}\n  ],\n  "c": []\n}',
    );
  });

  it('leaves alone what is no JSON or nested too deep', () => {
    expect(indentJson('{"a":')).toBeNull();
    expect(indentJson('['.repeat(100) + ']'.repeat(100))).toBeNull();
  });
});
