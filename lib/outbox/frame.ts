import { crc32c } from './crc32c';

/** Length (u32) and CRC-32C (u32) of length and body, little-endian; then the body. */
export const frameHeadBytes = 8;
/** No body is longer: a larger length is no length. */
export const maxBodyBytes = 8_388_608;

/** Body bytes are written by `fill` into the frame from `at` on; exactly `bodyBytes` of them. */
export function encodeFrame(bodyBytes: number, fill: (frame: Buffer, at: number) => void): Buffer {
  const frame = Buffer.allocUnsafe(frameHeadBytes + bodyBytes);
  frame.writeUInt32LE(bodyBytes, 0);
  fill(frame, frameHeadBytes);
  frame.writeUInt32LE(checksum(frame, 0, bodyBytes), 4);
  return frame;
}

function checksum(bytes: Buffer, start: number, bodyBytes: number): number {
  const overLength = crc32c(bytes, start, start + 4);
  return crc32c(bytes, start + frameHeadBytes, start + frameHeadBytes + bodyBytes, overLength);
}

/** Bytes of the frame at `start` as its head says, null where no frame can begin. */
export function frameBytesAt(bytes: Buffer, start: number): number | null {
  if (start + frameHeadBytes > bytes.length) return null;
  const bodyBytes = bytes.readUInt32LE(start);
  return bodyBytes === 0 || bodyBytes > maxBodyBytes ? null : frameHeadBytes + bodyBytes;
}

/** End (exclusive) of the whole, sound frame that begins at `start`; null where none does. */
export function soundFrameEnd(bytes: Buffer, start: number): number | null {
  const length = frameBytesAt(bytes, start);
  if (length === null || start + length > bytes.length) return null;
  const isSound = bytes.readUInt32LE(start + 4) === checksum(bytes, start, length - frameHeadBytes);
  return isSound ? start + length : null;
}
