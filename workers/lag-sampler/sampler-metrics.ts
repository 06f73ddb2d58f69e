import { Gauge, type Registry } from 'prom-client';
import type { Sampling } from './sampling';
import type { PartitionUpkeep } from './upkeep';

/** Figures of the lag sampler, read when somebody scrapes. */
export function registerSamplerMetrics(
  registry: Registry,
  options: { sampling: Sampling; upkeep: PartitionUpkeep },
): void {
  const { sampling, upkeep } = options;
  new Gauge({
    name: 'lag_sampler_active',
    help: '1 while this process samples, 0 while another one does',
    registers: [registry],
    collect() {
      this.set(sampling.role === 'standing by' ? 0 : 1);
    },
  });
  new Gauge({
    name: 'lag_sampler_default_partition_rows',
    help: 'Rows that no partition was there for; anything but 0 is an alarm',
    labelNames: ['table'],
    registers: [registry],
    collect() {
      for (const [table, rows] of upkeep.inDefault) this.set({ table }, rows);
    },
  });
  new Gauge({
    name: 'lag_sampler_group_lag_records',
    help: 'End offset minus our cursor, or for other groups the committed offset, by group and topic',
    labelNames: ['group', 'topic'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { group, internal, partitions } of sampling.groups)
        for (const { topic, endOffset, cursorOffset, committedOffset, lowOffset } of internal ? [] : partitions) {
          const lag = BigInt(endOffset) - BigInt(cursorOffset ?? committedOffset ?? lowOffset);
          this.inc({ group, topic }, Number(lag > 0n ? lag : 0n));
        }
    },
  });
}
