/** Repeats `task` with a pause of `ms` between its end and its next start, until `signal` aborts. It must not reject. */
export function every(ms: number, signal: AbortSignal, task: () => void | Promise<void>): void {
  const again = async (): Promise<void> => {
    if (signal.aborted) return;
    await task();
    if (!signal.aborted) timer = setTimeout(() => void again(), ms);
  };
  let timer = setTimeout(() => void again(), ms);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
