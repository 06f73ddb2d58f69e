import type { ConsumerSample, ProducerSample } from '@/lib/contracts/metric-sample';

/** A source of samples counts as up while its newest one is younger than this. */
const upMs = 3_000;
const knownProducerMs = 60_000;
const knownWorkersMs = 300_000;
/** So many workers are known as were up at once for this many seconds: a restart's overlap does not count. */
const sustainedSeconds = 5;

interface Source<Sample> {
  newest: Sample;
  appendedAtMs: number;
  stopped: boolean;
}

function note<Sample extends { readonly source: string; readonly sampledAtMs: number }>(
  sources: Map<string, Source<Sample>>,
  name: string,
  sample: Sample,
  appendedAtMs: number,
): void {
  const known = sources.get(name);
  if (known === undefined || sample.sampledAtMs >= known.newest.sampledAtMs)
    sources.set(name, { newest: sample, appendedAtMs, stopped: known?.stopped ?? false });
}

/** Who speaks on `metrics`: workers and producers, how many are up, and how their clocks stand. */
export class Sources {
  private readonly workers = new Map<string, Source<ConsumerSample>>();
  private readonly producers = new Map<string, Source<ProducerSample>>();
  private readonly upHistory: { t: number; up: number }[] = [];
  private readonly delays = new Map<string, { atMs: number; least: number; before: number }>();

  addConsumer(sample: ConsumerSample, appendedAtMs: number): void {
    note(this.workers, sample.source, sample, appendedAtMs);
  }

  /** One process may produce for several streams. */
  addProducer(sample: ProducerSample, appendedAtMs: number): void {
    note(this.producers, `${sample.source} ${sample.stream}`, sample, appendedAtMs);
  }

  /** The source said that it stops: it is not missed. */
  stop(source: string): void {
    const known = this.workers.get(source);
    if (known === undefined || known.stopped) return;
    known.stopped = true;
    this.upHistory.length = 0;
  }

  /** How long a sample took from its source's clock to the broker's: the least of a minute tells the clocks apart. */
  addDelay(source: string, sampledAtMs: number, appendedAtMs: number): void {
    const known = this.delays.get(source);
    const delay = appendedAtMs - sampledAtMs;
    if (known === undefined) this.delays.set(source, { atMs: appendedAtMs, least: delay, before: delay });
    else if (appendedAtMs - known.atMs > 60_000)
      this.delays.set(source, { atMs: appendedAtMs, least: delay, before: known.least });
    else known.least = Math.min(known.least, delay);
  }

  /** Broker's clock minus that of the source whose clock differs most, in milliseconds; null before any sample. */
  clockSkewMs(nowMs: number): number | null {
    let worst: number | null = null;
    for (const { atMs, least, before } of this.delays.values()) {
      const delay = Math.min(least, before);
      if (nowMs - atMs <= 120_000 && (worst === null || Math.abs(delay) > Math.abs(worst))) worst = delay;
    }
    return worst;
  }

  upWorkers(nowMs: number): readonly ConsumerSample[] {
    return [...this.workers.values()]
      .filter((worker) => !worker.stopped && nowMs - worker.appendedAtMs <= upMs)
      .map((worker) => worker.newest);
  }

  /** Duration of the newest commit of any worker that is up. */
  commitMs(nowMs: number): number | null {
    const newest = this.upWorkers(nowMs)
      .filter((sample) => sample.commitMs !== null)
      .sort((a, b) => b.sampledAtMs - a.sampledAtMs)[0];
    return newest?.commitMs ?? null;
  }

  workerCount(nowMs: number): { up: number; known: number } | null {
    if (this.workers.size === 0) return null;
    const up = this.upWorkers(nowMs).length;
    const seen = this.upHistory.map((second) => second.up).sort((a, b) => b - a);
    return { up, known: Math.max(up, seen[sustainedSeconds - 1] ?? 0) };
  }

  producerCount(nowMs: number, streams: readonly string[]): { sending: number; known: number } | null {
    const known = [...this.producers.values()].filter(
      ({ newest, appendedAtMs }) => streams.includes(newest.stream) && nowMs - appendedAtMs <= knownProducerMs,
    );
    if (known.length === 0) return null;
    const sending = known.filter(
      ({ newest, appendedAtMs }) => newest.state === 'running' && nowMs - appendedAtMs <= upMs,
    );
    return { sending: sending.length, known: known.length };
  }

  /** Called at least once a second. */
  advance(nowMs: number): void {
    const t = Math.floor(nowMs / 1_000);
    if (this.upHistory.at(-1)?.t === t) return;
    this.upHistory.push({ t, up: this.upWorkers(nowMs).length });
    while (this.upHistory.length > 0 && this.upHistory[0]!.t < t - knownWorkersMs / 1_000) this.upHistory.shift();
    for (const sources of [this.workers, this.producers] as Map<string, { appendedAtMs: number }>[])
      for (const [name, { appendedAtMs }] of sources) if (nowMs - appendedAtMs > knownWorkersMs) sources.delete(name);
    for (const [name, { atMs }] of this.delays) if (nowMs - atMs > knownWorkersMs) this.delays.delete(name);
  }
}
