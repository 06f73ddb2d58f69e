import { join } from 'node:path';
import { aggregatorGroupId } from '@/lib/contracts/topics';
import type { ResetTarget } from './reset-contents';

/** What a reset of the stack in `dataDirectory` empties. */
export const resetTarget = (options: {
  brokers: readonly string[];
  databaseUrl: string;
  dataDirectory: string;
  environment: NodeJS.ProcessEnv;
  keepKafka: boolean;
}): ResetTarget => ({
  brokers: options.brokers,
  databaseUrl: options.databaseUrl,
  aggregatorGroup: options.environment.STREAMSCOPE_GROUP_ID || aggregatorGroupId,
  outboxes: join(options.dataDirectory, 'outbox'),
  keepKafka: options.keepKafka,
});
