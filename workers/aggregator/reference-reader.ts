import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '@/lib/db/pool';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';
import type { ReferenceRows, Row } from '@/lib/streams/stream';

const retryMs = 500;
const repeatLogEvery = 20;

export interface ReferenceReader extends Part {
  /** The catalogue has changed: reads its rows again, and again where it fails. Never rejects. */
  readAgain(): void;
}

/** Hands the streams the rows they want to know before anything is claimed, and those of the catalogue when it changed. */
export function createReferenceReader(options: {
  log: Log;
  pool: Pool;
  references: readonly ReferenceRows[];
}): ReferenceReader {
  const { log, pool, references } = options;
  const stopped = new AbortController();
  let wanted = 0;
  let done = 0;
  let reading: Promise<void> | null = null;

  const unread = new Set(references);
  const readAll = async (): Promise<void> => {
    for (const reference of references) {
      if (!unread.has(reference) && reference.ofCatalogue !== true) continue;
      const { text, values } = reference.statement;
      reference.accept((await pool.query<Row>(text, [...values])).rows);
      unread.delete(reference);
    }
  };

  const read = async (): Promise<void> => {
    for (let attempt = 0; done < wanted && !stopped.signal.aborted; attempt++) {
      const upTo = wanted;
      try {
        await readAll();
        done = upTo;
      } catch (error) {
        if (attempt % repeatLogEvery === 0) log.warn({ err: error }, 'the reference rows could not be read: again');
        await sleep(retryMs, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
    reading = null;
  };

  const readAgain = (): Promise<void> => {
    wanted++;
    reading ??= read();
    return reading;
  };

  return {
    name: 'reference rows',
    readAgain: () => void readAgain(),
    async start(signal) {
      signal.addEventListener('abort', () => stopped.abort());
      await readAgain();
    },
    async stop() {
      stopped.abort();
    },
  };
}
