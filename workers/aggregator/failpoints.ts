/** Places where a test may stop the process. */
export const failpointNames = ['before-begin', 'in-transaction', 'after-commit'] as const;
export type FailpointName = (typeof failpointNames)[number];

export interface Failpoint {
  readonly point: FailpointName;
  readonly action: 'kill' | 'stop';
  /** Which time it is reached since the process started, from 1. */
  readonly nth: number;
}

/** Tests only: ends (SIGKILL) or stops (SIGSTOP) this process at a chosen place; does nothing where none is set. */
export function createFailpoints(failpoints: readonly Failpoint[]): (name: FailpointName) => void {
  if (failpoints.length === 0) return () => {};
  const reached = new Map<FailpointName, number>();
  return (name) => {
    const times = (reached.get(name) ?? 0) + 1;
    reached.set(name, times);
    const hit = failpoints.find(({ point, nth }) => point === name && nth === times);
    if (hit !== undefined) process.kill(process.pid, hit.action === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  };
}
