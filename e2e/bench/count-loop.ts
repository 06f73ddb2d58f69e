import kafkajs, { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { decompressFrame } from 'lz4-napi';
import { fetchSettingsOf } from './fetch-settings';

/**
 * Contender: stock kafkajs (this process loads nothing of the product's Kafka code) that counts records and does nothing
 * else. Arguments: brokers, group id, records, topics. Prints one line of JSON. Measured from the join on.
 */
const [brokers = '', groupId = '', records = '0', topicNames = 'orders'] = process.argv.slice(2);
const topics = topicNames.split(',');
// The broker stores ratings in LZ4, which kafkajs reads only with a codec from outside.
kafkajs.CompressionCodecs[CompressionTypes.LZ4] = () => ({ decompress: decompressFrame });
const kafka = new Kafka({ brokers: brokers.split(','), clientId: groupId, logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId, ...fetchSettingsOf(topics) });
let cpu = process.cpuUsage();
let startMs = performance.now();
let count = 0;

consumer.on(consumer.events.GROUP_JOIN, () => {
  cpu = process.cpuUsage();
  startMs = performance.now();
});
await consumer.connect();
await consumer.subscribe({ topics, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  eachBatch: async ({ batch, resolveOffset }) => {
    for (const message of batch.messages) if (message.value !== null) count++;
    resolveOffset(batch.lastOffset());
    if (count < Number(records)) return;
    const spent = process.cpuUsage(cpu);
    const seconds = (performance.now() - startMs) / 1_000;
    console.log(JSON.stringify({ records: count, cpuSeconds: (spent.user + spent.system) / 1e6, seconds }));
    setImmediate(() => void consumer.disconnect().then(() => process.exit()));
  },
});
