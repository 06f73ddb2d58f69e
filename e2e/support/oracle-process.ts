import { createOracle } from './oracle';
import { readTopic } from './read-topic';

/** Child process: prints the oracle's totals of a whole topic as one JSON document. Arguments: brokers, topic. */
const [brokers = '', topic = ''] = process.argv.slice(2);
let oracle = createOracle(new Map());
await readTopic(brokers.split(','), topic, (ranges) => {
  oracle = createOracle(ranges);
  return oracle.add;
});
process.stdout.write(JSON.stringify(oracle.totals()), () => process.exit(0));
