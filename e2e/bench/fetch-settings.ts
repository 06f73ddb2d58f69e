import { topics } from '../../lib/contracts/topics';

const { maxMessageBytes, partitions } = topics.orders;

/** What every contender asks the broker for: the aggregator's own settings. */
export const fetchSettings = {
  minBytes: 1,
  maxWaitTimeInMs: 250,
  maxBytesPerPartition: maxMessageBytes,
  maxBytes: maxMessageBytes * partitions,
};
