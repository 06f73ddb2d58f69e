import { hashPrime, hashSeed } from './flat-json-scanner';

/**
 * Numbers names from 0 in the order they come, looked up by their UTF-8 bytes: for a known name no string is made.
 * It only grows; whoever owns it replaces it by a new one when it has become too large.
 */
export class NameTable {
  private readonly texts: string[] = [];
  private slots = new Int32Array(64).fill(-1);
  private hashes = new Int32Array(32);
  private offsets = new Int32Array(33);
  private arena = Buffer.allocUnsafe(1_024);

  get size(): number {
    return this.texts.length;
  }

  /** Names by their numbers. */
  get names(): readonly string[] {
    return this.texts;
  }

  /** Number of the name `bytes[start, end)` whose FNV-1a hash is given; -1 when it is unknown. */
  find(bytes: Buffer, start: number, end: number, hash: number): number {
    const { slots, hashes, offsets, arena } = this;
    const mask = slots.length - 1;
    const length = end - start;
    for (let at = (hash ^ (hash >>> 15)) & mask; ; at = (at + 1) & mask) {
      const id = slots[at]!;
      if (id < 0) return -1;
      if (hashes[id] !== hash) continue;
      const from = offsets[id]!;
      if (offsets[id + 1]! - from !== length) continue;
      let i = 0;
      while (i < length && arena[from + i] === bytes[start + i]) i++;
      if (i === length) return id;
    }
  }

  /** Number of a name, which is added when it is unknown. */
  idOf(name: string): number {
    const bytes = Buffer.from(name, 'utf8');
    let hash = hashSeed;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, hashPrime);
    const known = this.find(bytes, 0, bytes.length, hash);
    return known >= 0 ? known : this.add(name, bytes, hash);
  }

  private add(name: string, bytes: Buffer, hash: number): number {
    const id = this.texts.length;
    if (id === this.hashes.length) this.grow();
    const from = this.offsets[id]!;
    if (from + bytes.length > this.arena.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.arena.length * 2, from + bytes.length));
      this.arena.copy(larger, 0, 0, from);
      this.arena = larger;
    }
    bytes.copy(this.arena, from);
    this.offsets[id + 1] = from + bytes.length;
    this.hashes[id] = hash;
    this.texts.push(name);
    this.place(id);
    return id;
  }

  private place(id: number): void {
    const hash = this.hashes[id]!;
    const mask = this.slots.length - 1;
    let at = (hash ^ (hash >>> 15)) & mask;
    while (this.slots[at]! >= 0) at = (at + 1) & mask;
    this.slots[at] = id;
  }

  private grow(): void {
    const capacity = this.hashes.length * 2;
    const hashes = new Int32Array(capacity);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const offsets = new Int32Array(capacity + 1);
    offsets.set(this.offsets);
    this.offsets = offsets;
    this.slots = new Int32Array(capacity * 2).fill(-1);
    for (let id = 0; id < this.texts.length; id++) this.place(id);
  }
}
