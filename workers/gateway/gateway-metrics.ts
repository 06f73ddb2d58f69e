import { Counter, Gauge, type Registry } from 'prom-client';
import type { HoleRepair } from './hole-repair';
import type { LiveState } from './live-state';
import type { SocketCounts, SocketServer } from './socket-server';

export interface GatewayCounts extends SocketCounts {
  sample(kind: string): void;
  frame(): void;
}

/** Counters of the gateway, on its health port. */
export function createGatewayCounts(): GatewayCounts & { register(registry: Registry): void } {
  const samples = new Counter({
    name: 'gateway_samples_total',
    help: 'Records of metrics by what they were: a kind of sample, duplicate, rejected, or a foreign one: charted, outside the hour, or one name too many',
    labelNames: ['kind'],
    registers: [],
  });
  const frames = new Counter({ name: 'gateway_frames_total', help: 'Frames sent to view rooms', registers: [] });
  const refused = new Counter({
    name: 'gateway_refused_requests_total',
    help: 'Socket requests refused by the Origin rule or for want of room',
    labelNames: ['reason'],
    registers: [],
  });
  const unknown = new Counter({
    name: 'gateway_unknown_events_total',
    help: 'Events of clients that are not in the contract; ignored',
    registers: [],
  });
  const cutOff = new Counter({
    name: 'gateway_cut_off_clients_total',
    help: 'Clients disconnected because they sent too much',
    registers: [],
  });
  return {
    sample: (kind) => samples.inc({ kind }),
    frame: () => frames.inc(),
    refused: (reason) => refused.inc({ reason }),
    unknownEvent: () => unknown.inc(),
    cutOff: () => cutOff.inc(),
    register: (registry) => {
      for (const counter of [samples, frames, refused, unknown, cutOff] as Counter[]) registry.registerMetric(counter);
    },
  };
}

/** Figures read when somebody scrapes. */
export function registerGatewayGauges(
  registry: Registry,
  options: { state: LiveState; sockets: SocketServer; repair: HoleRepair; backfilled: () => number },
): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  gauge('gateway_clients', 'Connected sockets', () => options.sockets.clients);
  gauge('gateway_backfilled_ratio', 'How much of the hour before the start has been read', options.backfilled);
  gauge('gateway_holes_filled', 'Lost samples repaired from metric_log', () => options.repair.filled);
  gauge('gateway_holes_unfilled', 'Lost samples that metric_log did not hold either', () => options.repair.unfilled);
  new Gauge({
    name: 'gateway_freshness_seconds',
    help: 'Age of the newest sample that covers all partitions of a stream',
    labelNames: ['stream'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [stream, state] of options.state.streams) {
        const freshnessMs = state.freshness(Date.now());
        if (freshnessMs !== null) this.set({ stream }, freshnessMs / 1_000);
      }
    },
  });
}
