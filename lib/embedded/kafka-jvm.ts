import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { requireJava } from './fetch-kafka-jars.mjs';

/** Arguments of `java` that run a main class from the jars, in an order that a class archive can rely on. */
export function classPath(jarsDirectory: string): string {
  const jars = readdirSync(jarsDirectory).filter((name) => name.endsWith('.jar'));
  return jars
    .sort()
    .map((name) => join(jarsDirectory, name))
    .join(process.platform === 'win32' ? ';' : ':');
}

/** What the JVM says it is; with no JVM, the error that names the ways on. */
function internalVersion(): string {
  try {
    return execFileSync('java', ['-Xinternalversion'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    requireJava();
    throw error;
  }
}

/**
 * Class-data sharing halves a broker's start. The first broker that ends cleanly writes the archive beside its final
 * place; `keep` then moves it there, so that a broker killed while writing leaves nothing half-made.
 */
export function classArchive(jarsDirectory: string): { startArguments: (write: boolean) => string[]; keep(): void } {
  const key = createHash('sha256').update(internalVersion()).digest('hex').slice(0, 12);
  const archive = join(jarsDirectory, `classes-${key}.jsa`);
  const written = `${archive}.${process.pid}`;
  return {
    startArguments(write) {
      if (existsSync(archive)) return [`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto', '-Xlog:disable'];
      return write ? [`-XX:ArchiveClassesAtExit=${written}`, '-Xlog:disable'] : [];
    },
    keep() {
      if (existsSync(written)) renameSync(written, archive);
    },
  };
}
