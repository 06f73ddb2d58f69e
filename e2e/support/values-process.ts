import { readTopic } from './read-topic';

/** Child process: prints the values of a whole topic, JSON each, as one JSON array. Arguments: brokers, topic. */
const [brokers = '', topic = ''] = process.argv.slice(2);
const values: string[] = [];
await readTopic(brokers.split(','), topic, () => (record) => void values.push(String(record.value)));
process.stdout.write(`[${values.join(',')}]`, () => process.exit(0));
