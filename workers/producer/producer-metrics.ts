import { Counter, Gauge, type Registry } from 'prom-client';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import type { RecordSink } from '@/lib/kafka/record-sink';

/** Prometheus metrics of the producer; read from the parts when they are asked for. */
export function registerProducerMetrics(
  registry: Registry,
  parts: { sink: RecordSink; publisher: MetricsPublisher },
): void {
  const { sink, publisher } = parts;
  const registers = [registry];
  const counter = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  counter('streamscope_producer_records_acknowledged_total', 'Records acknowledged by Kafka', () => sink.sentOk);
  counter('streamscope_producer_sends_rejected_total', 'Sends rejected and repeated', () => sink.rejectedSends);
  counter('streamscope_producer_samples_dropped_total', 'Metric samples dropped', () => publisher.dropped);
  new Gauge({
    name: 'streamscope_producer_records_pending',
    help: 'Records made and not acknowledged yet',
    registers,
    collect() {
      this.set(sink.pending);
    },
  });
}
