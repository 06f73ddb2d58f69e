/** Bits of a key that are sorted at a time. */
const digitBits = 11;
const digits = 1 << digitBits;

/**
 * Row numbers in ascending order of their integer columns, the first column weighing most. Rows with equal columns
 * keep their order.
 */
export function sortByColumns(columns: readonly Int32Array[], rows: number): Uint32Array {
  return sortDigits(columns, rows) ?? sortPacked(columns, rows) ?? sortCompared(columns, rows);
}

/** All columns in one whole number of up to 32 bits, sorted digit by digit, the lowest first; null when they need more. */
function sortDigits(columns: readonly Int32Array[], rows: number): Uint32Array | null {
  let keys = new Uint32Array(rows);
  let width = 1;
  for (const column of columns) {
    const { low, span } = rangeOf(column, rows);
    width *= span;
    if (width > 4_294_967_296) return null;
    for (let row = 0; row < rows; row++) keys[row] = keys[row]! * span + (column[row]! - low);
  }
  let order = Uint32Array.from(keys.keys());
  let nextKeys = new Uint32Array(rows);
  let nextOrder = new Uint32Array(rows);
  const starts = new Uint32Array(digits + 1);
  for (let shift = 0; shift < 32 && width > 2 ** shift; shift += digitBits) {
    starts.fill(0);
    for (let at = 0; at < rows; at++) starts[((keys[at]! >>> shift) & (digits - 1)) + 1]!++;
    for (let digit = 0; digit < digits; digit++) starts[digit + 1]! += starts[digit]!;
    for (let at = 0; at < rows; at++) {
      const to = starts[(keys[at]! >>> shift) & (digits - 1)]!++;
      nextKeys[to] = keys[at]!;
      nextOrder[to] = order[at]!;
    }
    [keys, nextKeys] = [nextKeys, keys];
    [order, nextOrder] = [nextOrder, order];
  }
  return order;
}

/** All columns and the row number in one float, sorted natively; null when they need more than 53 bits. */
function sortPacked(columns: readonly Int32Array[], rows: number): Uint32Array | null {
  const packed = new Float64Array(rows);
  let width = 1;
  for (const column of columns) {
    const { low, span } = rangeOf(column, rows);
    width *= span;
    if (width * rows > Number.MAX_SAFE_INTEGER) return null;
    for (let row = 0; row < rows; row++) packed[row] = packed[row]! * span + (column[row]! - low);
  }
  for (let row = 0; row < rows; row++) packed[row] = packed[row]! * rows + row;
  packed.sort();
  const order = new Uint32Array(rows);
  for (let at = 0; at < rows; at++) order[at] = packed[at]! % rows;
  return order;
}

/** Least of the first `rows` values, and how many whole numbers there are from it to the greatest. */
function rangeOf(column: Int32Array, rows: number): { readonly low: number; readonly span: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const value = column[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, span: high - low + 1 };
}

function sortCompared(columns: readonly Int32Array[], rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => {
    for (const column of columns) {
      const difference = column[a]! - column[b]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
