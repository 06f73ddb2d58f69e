import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { LatencySketch } from '@/lib/domain/latency-sketch';
import { gapPart } from './pending-part';
import { SimulatedLedger } from './simulated-ledger';
import { SimulatedPartition } from './simulated-log';
import { SimulatedWorker } from './simulated-worker';
import { createWorkerMetrics } from './worker-metrics';

it('shows what was stored, by outcome and code, with a latency histogram of every event', async () => {
  const registry = new Registry();
  const { ownership } = new SimulatedWorker([new SimulatedPartition()], new SimulatedLedger());
  const metrics = createWorkerMetrics(registry, ownership);
  const sketch = new LatencySketch();
  sketch.add(20, 3);
  sketch.add(400, 2);
  sketch.add(600_000);
  const range = { topic: 'orders', partition: 0, incarnation: 'c/t', rebuildEpoch: 0, fromOffset: 0n, toOffset: 9n };
  const endToEnd = sketch.toSparse() as { buckets: number[]; count: number; sumMs: number };
  metrics.stored(
    [{ ...gapPart(range, 0), gaps: 0, valid: 6, dead: 3, deadByCode: { NOT_JSON: 3 }, endToEnd, withUnknownFields: 2 }],
    12,
  );
  metrics.gap(gapPart(range, 0));
  metrics.fenced();
  metrics.lag('orders', 0, 7n);
  const text = await registry.metrics();
  for (const line of [
    'streamscope_records_total{topic="orders",outcome="valid"} 6',
    'streamscope_records_total{topic="orders",outcome="gaps"} 9',
    'streamscope_dead_letters_total{topic="orders",code="NOT_JSON"} 3',
    'streamscope_records_with_unknown_fields_total{topic="orders"} 2',
    'streamscope_fenced_flushes_total 1',
    'streamscope_lag_records{topic="orders",partition="0"} 7',
    '# TYPE streamscope_end_to_end_seconds histogram',
    'streamscope_end_to_end_seconds_bucket{le="0.025"} 3',
    'streamscope_end_to_end_seconds_bucket{le="0.5"} 5',
    'streamscope_end_to_end_seconds_bucket{le="+Inf"} 6',
    'streamscope_end_to_end_seconds_count 6',
    'streamscope_end_to_end_seconds_sum 600.86',
  ])
    expect(text.split('\n')).toContain(line);
});
