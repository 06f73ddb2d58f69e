import { createEngagementOracle, engagementTopics } from './engagement-oracle';
import type { EngagementKind } from './judge-engagement';
import { readTopic } from './read-topic';

/** Child process: prints the oracle's totals of a whole topic as one JSON document. Arguments: brokers, topic. */
const [brokers = '', topic = ''] = process.argv.slice(2);
const [kind] = Object.entries(engagementTopics).find(([, name]) => name === topic)!;
let oracle = createEngagementOracle(kind as EngagementKind, new Map());
await readTopic(brokers.split(','), topic, (ranges) => {
  oracle = createEngagementOracle(kind as EngagementKind, ranges);
  return oracle.add;
});
process.stdout.write(JSON.stringify(oracle.totals()), () => process.exit(0));
