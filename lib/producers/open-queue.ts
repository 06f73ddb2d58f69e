import { join } from 'node:path';
import { resendDelayMs, waitMs } from '../kafka/acknowledged-send';
import { createClusterProbe } from '../kafka/cluster-probe';
import { openFreeOutbox } from '../outbox/open-free-outbox';
import type { Outbox } from '../outbox/outbox';

/** Where and how large outboxes are. */
export interface OutboxPlace {
  /** Holds one folder a cluster, and in it one outbox a producer. */
  readonly directory: string;
  readonly maxBytes: number;
}

/** Folder of a cluster's outboxes within `OutboxPlace.directory`. */
export const clusterFolder = (clusterId: string): string => `cluster-${clusterId.replaceAll(/[^\w-]/g, '_')}`;

/**
 * Opens the outbox of a producer for the cluster that answers: what was accepted for one cluster is never sent to
 * another. Waits without end for the cluster to say which topics it has; throws OutboxError.
 */
export async function openQueue(options: {
  brokers: readonly string[];
  clientId: string;
  topics: readonly string[];
  name: string;
  place: OutboxPlace;
  signal: AbortSignal;
}): Promise<Outbox> {
  const { place, name } = options;
  const incarnations = await readIncarnations(options);
  const [cluster] = (Object.values(incarnations)[0] ?? '').split('/');
  const parent = join(place.directory, clusterFolder(cluster ?? ''));
  return openFreeOutbox({ parent, name, incarnations, maxBytes: place.maxBytes });
}

async function readIncarnations(options: {
  brokers: readonly string[];
  clientId: string;
  topics: readonly string[];
  signal: AbortSignal;
}): Promise<Record<string, string>> {
  const probe = createClusterProbe({ brokers: options.brokers, clientId: `${options.clientId}-topics` });
  try {
    for (let attempt = 1; ; attempt++) {
      options.signal.throwIfAborted();
      const found = await probe.incarnations(options.topics).catch(() => null);
      const known = [...(found ?? [])].flatMap(([topic, id]): [string, string][] => (id === null ? [] : [[topic, id]]));
      if (known.length === options.topics.length) return Object.fromEntries(known);
      await waitMs(resendDelayMs(attempt), options.signal);
    }
  } finally {
    await probe.close().catch(() => {});
  }
}
