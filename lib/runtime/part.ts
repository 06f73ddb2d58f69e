/** A piece of a process: started in order, stopped in reverse. */
export interface Part {
  readonly name: string;
  /** Resolves when the part works; `signal` aborts when the process is to stop. */
  start(signal: AbortSignal): Promise<void>;
  /** Releases everything; must be safe after a failed start. */
  stop(): Promise<void>;
}
