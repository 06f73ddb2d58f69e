/** CRC-32C (Castagnoli), reflected polynomial. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** CRC-32C of `bytes[start, end)` as an unsigned 32-bit integer; `before` goes on from an earlier result. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length, before = 0): number {
  let value = ~before;
  for (let at = start; at < end; at++) value = table[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8);
  return ~value >>> 0;
}
