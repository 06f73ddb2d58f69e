import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines';
import { parseReplayLine } from './replay-line';
import { ownPace, ratePace } from './replay-pace';

const parse = (line: unknown) => parseReplayLine(typeof line === 'string' ? line : JSON.stringify(line));
const plain = { key: null, headers: {}, timestampMs: null };

describe('a line to be replayed', () => {
  it('sends a text as it is, every other value as JSON, null as no value', () => {
    expect(parse({ value: '{"a": 1}' })).toEqual({ record: { ...plain, value: '{"a": 1}' } });
    expect(parse({ value: { a: [1, null, 'ż'] } })).toEqual({ record: { ...plain, value: '{"a":[1,null,"ż"]}' } });
    expect(parse({ value: 12 })).toEqual({ record: { ...plain, value: '12' } });
    expect(parse({ value: null, key: 7 })).toEqual({ record: { ...plain, key: '7', value: null } });
  });

  it('may carry key, headers and time, also as `peek --json` writes them', () => {
    const atMs = Date.parse('2026-11-22T12:00:00+01:00');
    expect(parse({ value: 'v', key: 'k', headers: { a: 'b', n: 1 }, timestamp: '2026-11-22T12:00:00+01:00' })).toEqual({
      record: { key: 'k', value: 'v', headers: { a: 'b', n: '1' }, timestampMs: atMs },
    });
    const headers = [
      { name: 'x', value: 'ff00', encoding: 'hex' },
      { name: 'y', value: null, encoding: null },
    ];
    expect(
      parse({ value: 'ff', valueEncoding: 'hex', key: 'k', keyEncoding: 'utf8', headers, timestampMs: 5 }),
    ).toEqual({
      record: { key: 'k', value: Buffer.from([255]), headers: { x: Buffer.from([255, 0]) }, timestampMs: 5 },
    });
  });

  it.each([
    ['{"value":', 'is not valid JSON'],
    ['[1]', 'is not an object with a value'],
    [{ key: 'k' }, 'has a wrong value'],
    [{ value: 1, key: {} }, 'has a wrong key'],
    [{ value: 1, headers: 'x' }, 'has a wrong headers'],
    [{ value: 1, timestamp: 'yesterday' }, 'has a timestamp that is neither milliseconds nor ISO 8601'],
    [{ value: 'zz', valueEncoding: 'hex' }, 'has a value that is not hexadecimal'],
  ])('is broken: %j', (line, problem) => {
    expect(parse(line)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('the lines of a file', () => {
  const read = async (chunks: readonly Buffer[], mostBytes: number) => {
    const lines: (string | null)[] = [];
    for await (const line of readLines(Readable.from(chunks), mostBytes)) {
      expect(line.number).toBe(lines.length + 1);
      lines.push(line.text ?? `<${line.problem}>`);
    }
    return lines;
  };

  it('are the same however the bytes come in chunks', async () => {
    const text = fc.array(
      fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, '')),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), fc.array(fc.nat({ max: 60 })), async (lines, crlf, cuts) => {
        const bytes = Buffer.from(lines.map((line) => line + (crlf ? '\r\n' : '\n')).join(''));
        const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((end, at) => bytes.subarray(edges[at]!, end));
        expect(await read(chunks, 10_000)).toEqual(lines);
      }),
    );
  });

  it('that are too long or no UTF-8 are told by their number, and the others go on', async () => {
    const chunks = ['ok\n', 'x'.repeat(6), 'x'.repeat(6), '\n\n', Buffer.from([0xff, 0x0a]), 'last'].map((part) =>
      Buffer.from(part),
    );
    expect(await read(chunks, 10)).toEqual(['ok', '<is longer than 10 bytes>', '', '<is not UTF-8>', 'last']);
  });
});

describe('the pace of a replay', () => {
  it('of its own keeps the distances of the timestamps, so many times as fast', () => {
    const pace = ownPace(10, 1_000);
    expect(pace.waitMs(50_000, 1_000)).toBe(0);
    expect(pace.waitMs(50_500, 1_000)).toBe(50);
    expect(pace.waitMs(null, 1_050)).toBe(0);
    expect(pace.waitMs(40_000, 1_050)).toBe(0);
    expect(pace.waitMs(60_000, 1_050)).toBe(950);
    expect(pace.waitMs(60_000, 5_000)).toBe(0);
  });

  it('of a rate is even, and 0 does not wait', () => {
    const pace = ratePace(10, 0);
    let nowMs = 0;
    for (let n = 0; n < 50; n++) nowMs += pace.waitMs(null, nowMs);
    expect(nowMs).toBeCloseTo(5_000, 0);
    expect(ratePace(0, 0).waitMs(null, 0)).toBe(0);
  });
});
