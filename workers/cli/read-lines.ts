import { isUtf8 } from 'node:buffer';

/** A line of a file, counted from 1; `text` is null where it is too long or not UTF-8, `problem` then says which. */
export interface ReadLine {
  readonly number: number;
  readonly text: string | null;
  readonly problem: string;
}

const lineFeed = 0x0a;

/** Lines of a stream of bytes without their ends (LF or CRLF); a line of more than `mostBytes` is not kept in memory. */
export async function* readLines(input: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<ReadLine> {
  let number = 0;
  let parts: Buffer[] = [];
  let bytes = 0;
  const add = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= mostBytes) parts.push(part);
    else parts = [];
  };
  const take = (): ReadLine => {
    number += 1;
    const isTooLong = bytes > mostBytes;
    const line = Buffer.concat(parts);
    parts = [];
    bytes = 0;
    if (isTooLong) return { number, text: null, problem: `is longer than ${mostBytes} bytes` };
    if (!isUtf8(line)) return { number, text: null, problem: 'is not UTF-8' };
    return { number, text: line.toString('utf8').replace(/\r$/, ''), problem: '' };
  };
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (bytes > 0) yield take();
}
