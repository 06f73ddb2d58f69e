import { requireRunningStack } from './running-stack';
import { toJsonLine } from './text-table';

/** Says what runs and where; throws when nothing does. */
export function printEnvironment(directory: string, json: boolean): void {
  const { brokers, databaseUrl, webUrl, gatewayUrl, dataDirectory } = requireRunningStack(directory);
  if (json) {
    console.log(toJsonLine({ brokers, databaseUrl, webUrl, gatewayUrl, dataDirectory }));
    return;
  }
  console.log(
    [
      `web       ${webUrl}`,
      `gateway   ${gatewayUrl}`,
      `Kafka     ${brokers.join(', ')}`,
      `database  ${databaseUrl}`,
      `data      ${dataDirectory}`,
    ].join('\n'),
  );
}
