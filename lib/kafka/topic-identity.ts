import type { HiddenBroker } from './hidden-cluster';
import { requireFromKafkajs } from './load-kafkajs';

/** What one broker says about a topic. `topicId` is 32 hexadecimal digits; null = it knows no such topic. */
export interface TopicIdentity {
  readonly topic: string;
  readonly clusterId: string;
  readonly topicId: string | null;
  /** Leader's node id by partition; -1 = none at present. */
  readonly leaders: ReadonlyMap<number, number>;
}

const metadataApiKey = 3;
/** The oldest version that carries topic ids (Kafka 2.8, KIP-516); kafkajs itself ends at 6. */
const metadataVersion = 10;
const unknownTopic = 3;
const requestTimeoutMs = 3_000;
const noTopicId = '0'.repeat(32);

interface Encoder {
  writeBuffer(buffer: Buffer): Encoder;
}
const KafkajsEncoder = requireFromKafkajs('kafkajs/src/protocol/encoder') as new () => Encoder;

/**
 * Asks one broker for the ids of topics (Metadata v10). Throws on a topic error other than "unknown", on a
 * connection failure, and where the cluster has no topic ids (Kafka before 2.8).
 */
export async function readTopicIdentities(
  broker: HiddenBroker,
  topics: readonly string[],
): Promise<readonly TopicIdentity[]> {
  const answer = await broker.connectionPool.send({
    request: {
      apiKey: metadataApiKey,
      apiVersion: metadataVersion,
      apiName: 'Metadata',
      encode: async () => new KafkajsEncoder().writeBuffer(encodeMetadataRequest(topics)),
    },
    response: {
      decode: async (payload) => decodeMetadataResponse(payload),
      parse: async (decoded) => decoded,
    },
    requestTimeout: requestTimeoutMs,
  });
  return answer as readonly TopicIdentity[];
}

/**
 * The body of a flexible request, with the header's empty tag section in front: kafkajs writes request header v1,
 * and header v2 is that plus the tags.
 */
export function encodeMetadataRequest(topics: readonly string[]): Buffer {
  const parts = [Buffer.from([0]), unsignedVarint(topics.length + 1)];
  for (const topic of topics) {
    const name = Buffer.from(topic);
    parts.push(Buffer.alloc(16), unsignedVarint(name.length + 1), name, Buffer.from([0]));
  }
  // allow_auto_topic_creation, include_cluster_authorized_operations, include_topic_authorized_operations, tags
  parts.push(Buffer.from([0, 0, 0, 0]));
  return Buffer.concat(parts);
}

export function decodeMetadataResponse(payload: Buffer): readonly TopicIdentity[] {
  const reader = new FlexibleReader(payload);
  reader.skipTags();
  reader.int32();
  reader.array(() => {
    reader.int32();
    reader.text();
    reader.int32();
    reader.text();
    reader.skipTags();
  });
  const clusterId = reader.text();
  reader.int32();
  return reader.array(() => {
    const error = reader.int16();
    const topic = reader.text();
    const topicId = reader.uuid();
    reader.skip(1);
    const leaders = new Map<number, number>();
    reader.array(() => {
      reader.int16();
      const partition = reader.int32();
      leaders.set(partition, reader.int32());
      reader.int32();
      for (let list = 0; list < 3; list++) reader.array(() => reader.int32());
      reader.skipTags();
    });
    reader.int32();
    reader.skipTags();
    if (error !== 0 && error !== unknownTopic) throw new Error(`topic ${topic}: Kafka error ${error} in its metadata`);
    if (error === 0 && topicId === noTopicId)
      throw new Error(`topic ${topic} has no id: Kafka 2.8 or later is needed, with topic ids`);
    return { topic, clusterId, topicId: error === 0 ? topicId : null, leaders };
  });
}

function unsignedVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** Reads Kafka's compact types (KIP-482). */
class FlexibleReader {
  private at = 0;
  constructor(private readonly bytes: Buffer) {}

  skip(count: number): void {
    this.at += count;
  }
  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }
  int32(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }
  uuid(): string {
    this.at += 16;
    return this.bytes.toString('hex', this.at - 16, this.at);
  }
  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes.readUInt8(this.at++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }
  /** A null text reads as empty. */
  text(): string {
    const length = Math.max(0, this.unsignedVarint() - 1);
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }
  array<T>(readOne: () => T): T[] {
    const count = Math.max(0, this.unsignedVarint() - 1);
    return Array.from({ length: count }, readOne);
  }
  skipTags(): void {
    for (let left = this.unsignedVarint(); left > 0; left--) {
      this.unsignedVarint();
      this.at += this.unsignedVarint();
    }
  }
}
