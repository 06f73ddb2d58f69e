import type { AggregatorProcess, Exit } from './aggregator-process';
import { eventually } from './eventually';
import type { Scene } from './scene';

/** A place in the worker where it ends itself, or `anywhere`: from outside, whatever it is doing. */
export type KillPoint = 'anywhere' | 'before-begin' | 'in-transaction' | 'after-commit';

export interface Kill {
  readonly point: KillPoint;
  readonly committedSinceJoin: boolean;
  /** SIGKILL to the moment at which every partition of the dead had been committed to by another worker. */
  readonly movedOnMs: number;
}

/** The flush at which a failpoint strikes: late enough that the worker has committed since it joined. */
const strikeAtFlush = 8;

export const environmentFor = (point: KillPoint): Record<string, string> =>
  point === 'anywhere' ? {} : { STREAMSCOPE_FAILPOINTS: `${point}:kill@${strikeAtFlush}` };

/**
 * Two workers; one after the other dies by the plan while orders keep coming. The next victim is started after the
 * partitions of the last one have moved on, and lives until it has committed since its join.
 */
export async function killByPlan(options: {
  scene: Scene;
  plan: readonly KillPoint[];
  environment?: Readonly<Record<string, string>>;
  /** Bound for the partitions of a dead worker to move on. */
  moveOnWithinMs: number;
}): Promise<Kill[]> {
  const { scene, plan, environment = {} } = options;
  const kills: Kill[] = [];
  const survivors: AggregatorProcess[] = [scene.startWorker(environment)];
  await survivors[0]!.ready();

  const queue = [...plan];
  for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
    const fresh = scene.startWorker({ ...environment, ...environmentFor(point) });
    await fresh.ready();
    // A failpoint strikes the fresh worker; from outside the older one dies, so that both kinds of victim occur.
    const victim = point === 'anywhere' ? survivors.shift()! : fresh;
    if (point === 'anywhere') survivors.push(fresh);
    const { exit, owned, committedSinceJoin } = await awaitDeath(scene, victim, fresh, point);
    await scene.buryWorker(victim);
    const movedOnAtMs = await scene.watch.movedOnFrom(victim.instance, owned, options.moveOnWithinMs);
    kills.push({ point, committedSinceJoin, movedOnMs: movedOnAtMs - exit.atMs });
    // Nobody saw it commit, so the kill does not count: once more.
    if (!committedSinceJoin && kills.length < 2 * plan.length) queue.push(point);
  }
  return kills;
}

async function awaitDeath(scene: Scene, victim: AggregatorProcess, fresh: AggregatorProcess, point: KillPoint) {
  let owned: string[] = [];
  let committedSinceJoin = false;
  const observe = (): boolean => {
    if (victim.exit !== null) return true;
    owned = scene.watch.ownedBy(victim.instance);
    committedSinceJoin = scene.watch.hasCommittedSinceJoin(victim.instance);
    // Both must have settled after the last join: else the victim's join is not its last one.
    if (point !== 'anywhere' || !committedSinceJoin || !scene.watch.hasCommittedSinceJoin(fresh.instance)) return false;
    victim.kill('SIGKILL');
    return true;
  };
  const describe = () => `${victim.tail()}\n-- fresh:\n${fresh.tail()}`;
  await eventually(`${victim.instance} dies (${point})`, observe, { withinMs: 90_000, everyMs: 10, describe });
  const exit: Exit = await victim.exited();
  if (exit.signal !== 'SIGKILL')
    throw new Error(`${victim.instance} ended by itself (${exit.code}):\n${victim.tail()}`);
  return { exit, owned, committedSinceJoin };
}
