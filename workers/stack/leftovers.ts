import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endOrphan, isOurs, killRecorded } from '@/lib/embedded/orphan';
import { movedHome } from '@/lib/embedded/postgres-owner';
import { clusterFolder } from '@/lib/producers/open-queue';
import { readStackFile } from './stack-file';

/** What an embedded server of `servers` may have left: its record, and the directory its command line names. */
function recordedServers(servers: string): { file: string; directory: string }[] {
  const kafka = [1, 2, 3].map((id) => join(servers, 'kafka', `node-${id}`));
  const postgres = [join(servers, 'postgres'), movedHome(join(servers, 'postgres'))];
  return [...kafka, ...postgres].map((directory) => ({ file: join(directory, 'process.json'), directory }));
}

/** Ends processes of ours that a killed supervisor left behind; returns their names. Servers end theirs at their start. */
export async function endLeftovers(dataDirectory: string): Promise<string[]> {
  const found = (readStackFile(dataDirectory)?.processes ?? []).filter((record) => isOurs(record, dataDirectory));
  await Promise.all(
    found.map((record) => endOrphan(record, { directory: dataDirectory, gentle: 'SIGTERM', patienceMs: 5_000 })),
  );
  return found.map(({ name }) => name);
}

/** Kills every embedded server of `servers` that still runs. */
export function killServers(servers: string): void {
  for (const { file, directory } of recordedServers(servers)) killRecorded(file, directory);
}

/** Where embedded servers of `servers` keep data; for `--fresh`. */
export function serverData(servers: string): string[] {
  return [servers, movedHome(join(servers, 'postgres'))];
}

/** Where producers keep what waits for the embedded Kafka of `servers`; null where there was none. */
export function outboxesFor(servers: string, dataDirectory: string): string | null {
  const file = join(servers, 'kafka', 'cluster-id');
  return existsSync(file) ? join(dataDirectory, 'outbox', clusterFolder(readFileSync(file, 'utf8').trim())) : null;
}

export function removeServerData(servers: string): void {
  for (const directory of serverData(servers)) rmSync(directory, { recursive: true, force: true });
}
