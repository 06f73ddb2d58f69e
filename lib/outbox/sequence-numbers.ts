/** Last number given per topic and partition under one producer id. */
export class SequenceNumbers {
  private readonly last = new Map<string, Map<number, number>>();

  /** Gives the next number: the first is 1. */
  next(topic: string, partition: number): number {
    const sequence = (this.last.get(topic)?.get(partition) ?? 0) + 1;
    this.note(topic, partition, sequence);
    return sequence;
  }

  note(topic: string, partition: number, sequence: number): void {
    const ofTopic = this.last.get(topic) ?? new Map<number, number>();
    this.last.set(topic, ofTopic.set(partition, sequence));
  }

  has(topic: string, partition: number): boolean {
    return this.last.get(topic)?.has(partition) ?? false;
  }

  /** Numbers given for a topic, over its partitions. */
  given(topic: string): number {
    let total = 0;
    for (const sequence of this.last.get(topic)?.values() ?? []) total += sequence;
    return total;
  }

  clear(): void {
    this.last.clear();
  }

  entries(): [topic: string, partition: number, sequence: number][] {
    return [...this.last].flatMap(([topic, ofTopic]) =>
      [...ofTopic].map(([partition, sequence]): [string, number, number] => [topic, partition, sequence]),
    );
  }
}
