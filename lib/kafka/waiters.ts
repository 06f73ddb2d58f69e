export interface Waiters {
  /** Resolves once the condition holds; at once if it does. */
  wait(): Promise<void>;
  /** To be called whenever the condition may have become true. */
  check(): void;
}

/** Those who wait for a condition that others bring about. */
export function createWaiters(holds: () => boolean): Waiters {
  const waiting: (() => void)[] = [];
  const check = (): void => {
    if (waiting.length > 0 && holds()) for (const resolve of waiting.splice(0)) resolve();
  };
  return {
    check,
    wait: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        check();
      }),
  };
}
