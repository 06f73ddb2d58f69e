import { announceReset } from './announce-reset';
import { type ResetTarget, refuseOtherProducers, resetContents } from './reset-contents';
import type { SupervisedProcess } from './supervised-process';

/** Producers first, so that nothing is accepted that would be thrown away unseen; the page stays. */
const lastToStart = 'producer';
const staying = 'web';
const patienceMs = 3_000;

/**
 * Empties a running stack: stops what produces, then what consumes, empties everything, and starts all again, also where
 * emptying failed. Rejects with the reason when something could not be emptied or did not start again.
 */
export async function resetStack(
  processes: readonly SupervisedProcess[],
  target: ResetTarget,
  say: (sentence: string) => void,
): Promise<void> {
  const producers = processes.filter(({ name }) => name.startsWith(lastToStart));
  const others = processes.filter((process) => process.name !== staying && !producers.includes(process));
  const stop = (all: readonly SupervisedProcess[]) => Promise.all(all.map((process) => process.pause(patienceMs)));
  const start = async (all: readonly SupervisedProcess[]): Promise<void> => {
    for (const process of all) process.resume();
    await Promise.all(all.map((process) => process.ready));
  };
  await refuseOtherProducers(
    target,
    processes.flatMap((process) => process.describe()?.pid ?? []),
  );
  await stop(producers);
  await stop(others);
  say(`stopped: ${[...producers, ...others].map(({ name }) => name).join(', ')}`);
  try {
    await resetContents(target, { say });
    await announceReset(target);
  } finally {
    await start(others);
    await start(producers);
  }
  say('all processes work again');
}
