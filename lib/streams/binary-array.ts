const microsecondsPerMinute = 60_000_000n;
const microsecondsPerHour = 60n * microsecondsPerMinute;
/** PostgreSQL counts timestamps from 2000-01-01, 262,968 hours after 1970-01-01. */
const postgresEpochMicroseconds = 262_968n * microsecondsPerHour;
const postgresEpochDays = 10_957;
const headerBytes = 20;
const twoTo32 = 4_294_967_296;

/** Type numbers (OIDs) of array elements, fixed by PostgreSQL. */
const elementType = { int4: 23, int8: 20, date: 1082, timestamptz: 1184 } as const;

/**
 * PostgreSQL's binary form of a one-dimensional array without nulls. node-pg sends a Buffer as a binary parameter; the
 * server then parses no text, which is most of what a large `unnest` costs.
 */
function binaryArray(type: keyof typeof elementType, length: number, width: number): [Buffer, DataView] {
  const buffer = Buffer.allocUnsafe(headerBytes + length * (4 + width));
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  view.setInt32(0, 1);
  view.setInt32(4, 0);
  view.setInt32(8, elementType[type]);
  view.setInt32(12, length);
  view.setInt32(16, 1);
  return [buffer, view];
}

/** `values` of the given rows, in their order, as `int4[]`. */
export function int4Array(values: Int32Array, rows: Uint32Array): Buffer {
  const [buffer, view] = binaryArray('int4', rows.length, 4);
  for (let i = 0, at = headerBytes; i < rows.length; i++, at += 8) {
    view.setInt32(at, 4);
    view.setInt32(at + 4, values[rows[i]!]!);
  }
  return buffer;
}

/** Days since 1970 of the given rows as `date[]`. */
export function dayArray(days: Int32Array, rows: Uint32Array): Buffer {
  const [buffer, view] = binaryArray('date', rows.length, 4);
  for (let i = 0, at = headerBytes; i < rows.length; i++, at += 8) {
    view.setInt32(at, 4);
    view.setInt32(at + 4, days[rows[i]!]! - postgresEpochDays);
  }
  return buffer;
}

/** The same as `int8[]`; whole numbers between -2^53 and 2^53. */
export function int8Array(values: Float64Array | Int32Array, rows: Uint32Array): Buffer {
  const [buffer, view] = binaryArray('int8', rows.length, 8);
  for (let i = 0, at = headerBytes; i < rows.length; i++, at += 12) {
    const value = values[rows[i]!]!;
    const high = Math.floor(value / twoTo32);
    view.setInt32(at, 8);
    view.setUint32(at + 4, high);
    view.setUint32(at + 8, value - high * twoTo32);
  }
  return buffer;
}

/** Hours since 1970 of the given rows as `timestamptz[]`; sorted hours cost least. */
export const hourArray = (hours: Int32Array, rows: Uint32Array): Buffer => timeArray(hours, rows, microsecondsPerHour);

/** Minutes since 1970 of the given rows as `timestamptz[]`; sorted minutes cost least. */
export const minuteArray = (minutes: Int32Array, rows: Uint32Array): Buffer =>
  timeArray(minutes, rows, microsecondsPerMinute);

function timeArray(times: Int32Array, rows: Uint32Array, microsecondsPerUnit: bigint): Buffer {
  const [buffer, view] = binaryArray('timestamptz', rows.length, 8);
  let previous = Number.NaN;
  let high = 0;
  let low = 0;
  for (let i = 0, at = headerBytes; i < rows.length; i++, at += 12) {
    const time = times[rows[i]!]!;
    if (time !== previous) {
      const micros = BigInt(time) * microsecondsPerUnit - postgresEpochMicroseconds;
      high = Number(micros >> 32n);
      low = Number(micros & 0xffffffffn);
      previous = time;
    }
    view.setInt32(at, 8);
    view.setInt32(at + 4, high);
    view.setUint32(at + 8, low);
  }
  return buffer;
}
