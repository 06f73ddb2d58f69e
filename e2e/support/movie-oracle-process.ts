import { Client } from 'pg';
import { createMovieOracle } from './movie-oracle';
import { readTopic } from './read-topic';

/** Child process: prints the oracle's totals of movie events as one JSON document. Arguments: brokers, topic, database. */
const [brokers = '', topic = '', databaseUrl = ''] = process.argv.slice(2);
const client = new Client({ connectionString: databaseUrl });
await client.connect();
const { rows } = await client.query('SELECT * FROM film WHERE id <= 131262');
await client.end();
let oracle = createMovieOracle(new Map(), rows);
await readTopic(brokers.split(','), topic, (ranges) => {
  oracle = createMovieOracle(ranges, rows);
  return oracle.add;
});
process.stdout.write(JSON.stringify(oracle.totals()), () => process.exit(0));
