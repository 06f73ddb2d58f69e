import type { LagSample } from '@/lib/contracts/metric-sample';
import { topics } from '@/lib/contracts/topics';
import type { LagSamplerLock } from '@/lib/db/lag-sampler-lock';
import { type LedgerReading, readLedger } from '@/lib/db/read-ledger';
import type { KafkaAdmin } from '@/lib/kafka/group-offsets';
import { readBrokers, readGroups, readTopicEnds } from '@/lib/kafka/group-offsets';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';
import { composeGroups, topicsToMeasure } from './compose-groups';

const sampleMs = 1_000;

export type Role = 'starting' | 'active' | 'without lock' | 'standing by';

export interface Sampling extends Part {
  /** `without lock`: the database does not answer, so nobody can tell who is active; all sample. */
  readonly role: Role;
  /** Unix ms of the newest published sample and of the newest round. 0 before the first. */
  readonly lastSampleAtMs: number;
  readonly lastRoundAtMs: number;
  /** Groups of the newest sample. */
  readonly groups: LagSample['groups'];
  /** Why the newest round brought no sample; null when it did. */
  readonly problem: string | null;
}

interface DatabaseReading {
  readonly role: Role;
  readonly ledger: LedgerReading | null;
  readonly probeMs: number | null;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Each second: cursors first, then committed offsets, then end offsets, as one sample on `metrics`. */
export function createSampling(options: {
  /** A new admin client: one that asked for a topic which was deleted since can never be used again. */
  createAdmin: () => KafkaAdmin;
  lock: LagSamplerLock;
  publisher: MetricsPublisher;
  groupId: string;
  log: Log;
}): Sampling {
  const { lock, publisher, log } = options;
  const brokersSeen = new Set<number>();
  let admin = options.createAdmin();
  let role: Role = 'starting';
  let lastSampleAtMs = 0;
  let lastRoundAtMs = 0;
  let groups: LagSample['groups'] = [];
  let problem: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;

  const readDatabase = async (): Promise<DatabaseReading> => {
    try {
      if (!(await lock.hold())) return { role: 'standing by', ledger: null, probeMs: null };
      const askedAt = performance.now();
      const ledger = await readLedger(lock.session);
      return { role: 'active', ledger, probeMs: performance.now() - askedAt };
    } catch (error) {
      lock.drop();
      if (role !== 'without lock')
        log.warn({ reason: reasonOf(error) }, 'the database does not answer: committed lag instead');
      return { role: 'without lock', ledger: null, probeMs: null };
    }
  };

  const sample = async (): Promise<void> => {
    const database = await readDatabase();
    if (database.role !== role) log.info({ role: database.role }, 'role changed');
    role = database.role;
    if (role === 'standing by') return;
    const standings = await readGroups(admin);
    const ends = await readTopicEnds(admin, topicsToMeasure(standings));
    const sampledAtMs = Date.now();
    const { up, replicas } = await readBrokers(admin, topics.metrics.name);
    for (const node of [...up, ...replicas]) brokersSeen.add(node);
    groups = composeGroups({
      ownGroup: options.groupId,
      groups: standings,
      cursors: database.ledger?.cursors ?? null,
      ends,
    });
    publisher.publish({
      kind: 'lag',
      sampledAtMs,
      groups,
      brokers: { up: up.length, known: brokersSeen.size },
      database: { up: database.ledger !== null, probeMs: database.probeMs },
      ledger: database.ledger?.ledger ?? null,
    });
    lastSampleAtMs = sampledAtMs;
  };

  const next = async (): Promise<void> => {
    lastRoundAtMs = Date.now();
    try {
      await sample();
      problem = null;
    } catch (error) {
      if (problem === null) log.warn({ reason: reasonOf(error) }, 'no sample: it is tried again each second');
      problem = reasonOf(error);
      void admin.disconnect().catch(() => {});
      admin = options.createAdmin();
    }
  };

  return {
    name: 'sampling',
    get role() {
      return role;
    },
    get lastSampleAtMs() {
      return lastSampleAtMs;
    },
    get lastRoundAtMs() {
      return lastRoundAtMs;
    },
    get groups() {
      return groups;
    },
    get problem() {
      return problem;
    },
    async start() {
      timer = setInterval(() => {
        round ??= next().finally(() => {
          round = null;
        });
      }, sampleMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await round;
      await admin.disconnect();
      await lock.close();
    },
  };
}
