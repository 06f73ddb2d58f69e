const comma = 0x2c;
const zero = 0x30;
const longestNumber = 11;
let written = Buffer.allocUnsafe(65_536);

/**
 * PostgreSQL's text form of `values[from, to)` as `int4[]`; none is below zero. Where most are small it takes a quarter of
 * the binary form's bytes.
 */
export function intArrayText(values: Int32Array, from: number, to: number): string {
  const most = 2 + (to - from) * longestNumber;
  if (written.length < most) written = Buffer.allocUnsafe(most);
  const bytes = written;
  let at = 0;
  bytes[at++] = 0x7b;
  for (let place = from; place < to; place++) {
    const value = values[place]!;
    if (value < 10) bytes[at++] = zero + value;
    else at += bytes.write(String(value), at, 'latin1');
    bytes[at++] = comma;
  }
  if (to > from) at--;
  bytes[at++] = 0x7d;
  return bytes.toString('latin1', 0, at);
}
