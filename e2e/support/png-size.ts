const signature = '89504e470d0a1a0a';

/** Width and height of a PNG in its own pixels. Throws on what is none. */
export function pngSize(bytes: Buffer): readonly [width: number, height: number] {
  if (bytes.subarray(0, 8).toString('hex') !== signature) throw new Error('not a PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
