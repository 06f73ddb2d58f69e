import { readTopic } from './read-topic';

/** Child process: prints every record of a topic as one JSON array. Arguments: brokers, topic. */
const [brokers = '', topic = ''] = process.argv.slice(2);
const records: unknown[] = [];
await readTopic(brokers.split(','), topic, () => ({ partition, offset, appendedAtMs, value, headers }) => {
  records.push({
    partition,
    offset: Number(offset),
    appendedAtMs,
    value: value === null ? null : value.toString(),
    headers: Object.fromEntries(headers.map(([name, bytes]) => [name, bytes.toString()])),
  });
});
process.stdout.write(JSON.stringify(records), () => process.exit(0));
