import { Counter, Gauge, type Registry } from 'prom-client';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import type { ProducerLine } from '@/lib/producers/producer-line';

/** Prometheus metrics of the producer; read from the parts when they are asked for. */
export function registerProducerMetrics(
  registry: Registry,
  parts: { lines: () => readonly ProducerLine[]; publisher: MetricsPublisher },
): void {
  const registers = [registry];
  const counter = (name: string, help: string, read: (line: ProducerLine) => number): void => {
    new Counter({
      ...{ name, help, registers, labelNames: ['producer'] },
      collect() {
        this.reset();
        for (const line of parts.lines()) this.inc({ producer: line.producer }, read(line));
      },
    });
  };
  const prefix = 'streamscope_producer';
  const made = ({ made }: ProducerLine): number => [...made.values()].reduce((total, count) => total + count, 0);
  counter(`${prefix}_records_accepted_total`, 'Records accepted into the outbox', made);
  counter(
    `${prefix}_records_acknowledged_total`,
    'Records acknowledged by Kafka',
    ({ sink }) => sink.sentOk + sink.leftoversSent,
  );
  counter(
    `${prefix}_leftovers_acknowledged_total`,
    'Of these, from an earlier process',
    ({ sink }) => sink.leftoversSent,
  );
  counter(`${prefix}_sends_rejected_total`, 'Sends rejected and repeated', ({ sink }) => sink.rejectedSends);
  new Counter({
    ...{ name: `${prefix}_samples_dropped_total`, help: 'Metric samples dropped', registers },
    collect() {
      this.reset();
      this.inc(parts.publisher.dropped);
    },
  });
  new Gauge({
    ...{ name: `${prefix}_records_pending`, help: 'Records accepted and not acknowledged yet', registers },
    labelNames: ['producer'],
    collect() {
      this.reset();
      for (const line of parts.lines()) this.set({ producer: line.producer }, line.sink.pending);
    },
  });
}
