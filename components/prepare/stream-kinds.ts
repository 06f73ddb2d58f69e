import { errorsKind } from './prepare-errors';
import { lagKind } from './prepare-lag';
import { ackKind, endToEndKind } from './prepare-latency';
import { throughputKind } from './prepare-throughput';

/** The charts of every stream; they share most of their code. */
export const streamKinds = {
  throughput: throughputKind,
  'ack-latency': ackKind,
  'end-to-end-latency': endToEndKind,
  lag: lagKind,
  errors: errorsKind,
} as const;
