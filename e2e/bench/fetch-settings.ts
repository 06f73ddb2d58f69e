import { topics } from '../../lib/contracts/topics';

/** What every contender asks the broker for: the aggregator's own settings for these topics. */
export function fetchSettingsOf(names: readonly string[]) {
  const read = Object.values(topics).filter((topic) => names.includes(topic.name));
  const maxBytesPerPartition = Math.max(...read.map((topic) => topic.maxMessageBytes));
  return {
    minBytes: 1,
    maxWaitTimeInMs: 250,
    maxBytesPerPartition,
    maxBytes: maxBytesPerPartition * read.reduce((sum, topic) => sum + topic.partitions, 0),
  };
}
