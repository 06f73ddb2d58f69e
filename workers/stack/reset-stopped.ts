import { resetContents } from './reset-contents';
import { resetTarget } from './reset-target';
import { type StackContext, startBrokers, startDatabase, step } from './start-servers';

/** A member that died a moment ago leaves its group by itself; one that lives does not. */
const patienceMs = 1_000;

/** Starts only the servers of a stack that is down (or uses those that are given) and empties everything. */
export async function resetStopped(context: StackContext): Promise<void> {
  const { dataDirectory, environment, options, say } = context;
  const [databaseUrl, brokers] = await Promise.all([startDatabase(context), startBrokers(context)]);
  const target = resetTarget({ brokers, databaseUrl, dataDirectory, environment, keepKafka: options.keepKafka });
  await step(
    context,
    'reset',
    () => resetContents(target, { say, patienceMs }),
    () => '',
  );
}
