const empty = Buffer.alloc(0);

/** The record batch's bytes contradict themselves. */
export class MalformedRecordError extends Error {
  override readonly name = 'MalformedRecordError';
}

/** Reads Kafka's zigzag varints one after another from `position` on. */
export class VarintReader {
  bytes: Buffer = empty;
  position = 0;

  /** Zigzag varint of up to 64 bits, exact below 2^53. */
  varint(): number {
    const { bytes } = this;
    const first = bytes[this.position++]!;
    if (first < 0x80) return (first >>> 1) ^ -(first & 1);
    const second = bytes[this.position++]!;
    if (second < 0x80) {
      const value = (first & 0x7f) | (second << 7);
      return (value >>> 1) ^ -(value & 1);
    }
    return this.longVarint((first & 0x7f) + (second & 0x7f) * 0x80);
  }

  private longVarint(low: number): number {
    let value = low;
    let scale = 0x4000;
    for (let read = 2; read < 10; read++) {
      const byte = this.bytes[this.position++];
      if (byte === undefined) throw this.malformed();
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    throw this.malformed();
  }

  malformed(): MalformedRecordError {
    return new MalformedRecordError(`a record batch is malformed near byte ${this.position} of its records`);
  }
}
