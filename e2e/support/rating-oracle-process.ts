import { Client } from 'pg';
import { createRatingOracle } from './rating-oracle';
import { readTopic } from './read-topic';

/** Child process: prints the oracle's totals of ratings as one JSON document. Arguments: brokers, topic, database. */
const [brokers = '', topic = '', databaseUrl = ''] = process.argv.slice(2);
const client = new Client({ connectionString: databaseUrl });
await client.connect();
const { rows } = await client.query('SELECT id, genres FROM film');
await client.end();
const genres = new Map<number, readonly string[]>(rows.map((row) => [row.id, row.genres]));
const genresOf = (film: number) => genres.get(film) ?? null;
let oracle = createRatingOracle(new Map(), genresOf);
await readTopic(brokers.split(','), topic, (ranges) => {
  oracle = createRatingOracle(ranges, genresOf);
  return oracle.add;
});
process.stdout.write(JSON.stringify(oracle.totals()), () => process.exit(0));
