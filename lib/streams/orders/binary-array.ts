const microsecondsPerHour = 3_600_000_000n;
/** PostgreSQL counts timestamps from 2000-01-01, 262,968 hours after 1970-01-01. */
const postgresEpochHours = 262_968n;
const headerBytes = 20;

/** Type numbers (OIDs) of array elements, fixed by PostgreSQL. */
const elementType = { int4: 23, int8: 20, timestamptz: 1184 } as const;

/**
 * PostgreSQL's binary form of a one-dimensional array without nulls. node-pg sends a Buffer as a binary parameter; the
 * server then parses no text, which is most of what a large `unnest` costs.
 */
function binaryArray(type: keyof typeof elementType, length: number, width: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + length * (4 + width));
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(elementType[type], 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

export function int4Array(values: Int32Array): Buffer {
  const buffer = binaryArray('int4', values.length, 4);
  let at = headerBytes;
  for (const value of values) {
    buffer.writeInt32BE(4, at);
    buffer.writeInt32BE(value, at + 4);
    at += 8;
  }
  return buffer;
}

/** Whole numbers below 2^53, none negative. */
export function int8Array(values: Float64Array): Buffer {
  const buffer = binaryArray('int8', values.length, 8);
  let at = headerBytes;
  for (const value of values) {
    const high = Math.floor(value / 4_294_967_296);
    buffer.writeInt32BE(8, at);
    buffer.writeUInt32BE(high, at + 4);
    buffer.writeUInt32BE(value - high * 4_294_967_296, at + 8);
    at += 12;
  }
  return buffer;
}

/** Hours since 1970 as `timestamptz[]`; sorted hours cost least. */
export function hourArray(hours: Int32Array): Buffer {
  const buffer = binaryArray('timestamptz', hours.length, 8);
  let at = headerBytes;
  let previous = Number.NaN;
  let micros = 0n;
  for (const hour of hours) {
    if (hour !== previous) micros = (BigInt(hour) - postgresEpochHours) * microsecondsPerHour;
    previous = hour;
    buffer.writeInt32BE(8, at);
    buffer.writeBigInt64BE(micros, at + 4);
    at += 12;
  }
  return buffer;
}
