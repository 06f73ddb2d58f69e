import { readSettings } from '@/lib/config/settings';
import { sharedSettings } from '@/lib/config/shared-settings';
import { migrate } from '@/lib/db/migrate';
import { createAllTopics } from './create-all-topics';

/** Applies migrations and creates topics, then ends: for those who start the processes by other means than `npm start`. */
const { kafkaBrokers, databaseUrl } = readSettings({
  kafkaBrokers: sharedSettings.kafkaBrokers,
  databaseUrl: sharedSettings.databaseUrl,
});
const { applied } = await migrate(databaseUrl);
console.log(`migrations: ${applied.length === 0 ? 'nothing new' : applied.join(', ')}`);
for (const { name, created, differences } of await createAllTopics(kafkaBrokers)) {
  const odd = differences.map(({ property, wanted, found }) => `${property} is ${found}, wanted ${wanted}`);
  console.log(`topic ${name}: ${created ? 'created' : odd.length === 0 ? 'nothing new' : odd.join('; ')}`);
}
