import { promisify } from 'node:util';
import { gzip, unzip } from 'node:zlib';
import * as zstd from '@bokuweb/zstd-wasm';
import { compressFrame, decompressFrame } from 'lz4-napi';
import { requireFromKafkajs } from './require-kafkajs';

/** Largest record batch after decompression: a bomb must end as a message, not as the process. */
export const maxDecompressedBytes = 128 * 1_048_576;
const gzipBuffer = promisify(gzip);
const unzipBuffer = promisify(unzip);

interface Codec {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>;
  decompress(bytes: Buffer): Promise<Buffer>;
}
interface CompressionModule {
  readonly Codecs: Record<number, () => Codec>;
}

let zstdReady: Promise<void> | null = null;
const withZstd = async (): Promise<typeof zstd> => {
  zstdReady ??= zstd.init();
  await zstdReady;
  return zstd;
};

const gzipCodec: Codec = {
  compress: (encoder) => gzipBuffer(encoder.buffer),
  decompress: (bytes) => unzipBuffer(bytes, { maxOutputLength: maxDecompressedBytes }),
};

const lz4Codec: Codec = {
  compress: (encoder) => compressFrame(encoder.buffer),
  decompress: (bytes) => decompressFrame(bytes),
};

const zstdCodec: Codec = {
  compress: async (encoder) => Buffer.from((await withZstd()).compress(encoder.buffer)),
  /** Kafka's frames do not say their size and the library does not stream: the room is doubled until it suffices. */
  decompress: async (bytes) => {
    const { decompress } = await withZstd();
    for (let room = Math.max(65_536, bytes.length * 8); ; room *= 4) {
      try {
        const result = decompress(bytes, { defaultHeapSize: Math.min(room, maxDecompressedBytes) });
        return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
      } catch (error) {
        if (room >= maxDecompressedBytes) throw error;
      }
    }
  },
};

const compression = requireFromKafkajs('kafkajs/src/protocol/message/compression') as CompressionModule;

/** Numbers of the record batch format. */
export const codecNumbers = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

/** Makes kafkajs read and write every codec of Kafka. */
export function registerCodecs(): void {
  compression.Codecs[codecNumbers.gzip] = () => gzipCodec;
  compression.Codecs[codecNumbers.snappy] = requireFromKafkajs('kafkajs-snappy') as () => Codec;
  compression.Codecs[codecNumbers.lz4] = () => lz4Codec;
  compression.Codecs[codecNumbers.zstd] = () => zstdCodec;
}

/** Rejects with the reason when the bytes are damaged or too large once unpacked. */
export async function decompressRecords(codec: number, bytes: Buffer): Promise<Buffer> {
  const create = compression.Codecs[codec];
  if (create === undefined) throw new Error(`compression codec ${codec} is unknown`);
  return create().decompress(bytes);
}
