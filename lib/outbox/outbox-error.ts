/** Something a person has to look at; the message names the place and the remedy. */
export class OutboxError extends Error {
  override readonly name: string = 'OutboxError';
}

/** Another living process has the outbox. */
export class OutboxHeld extends OutboxError {
  override readonly name = 'OutboxHeld';
  constructor(directory: string, pid: number) {
    super(
      `the outbox in ${directory} belongs to process ${pid}, which still runs: end that one, or choose another directory`,
    );
  }
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room on it',
  EDQUOT: 'the quota of the disk is used up: make room',
  EACCES: 'this user may not write there: change its owner or mode, or choose another directory',
  EPERM: 'this user may not write there: change its owner or mode, or choose another directory',
  EROFS: 'it is mounted read-only: choose another directory',
  ENOTDIR: 'a part of the path is a file: choose another directory',
  EIO: 'the disk reports an error: look at it before going on',
  EMFILE: 'the process has too many files open: raise its limit',
};

/** A file system's error as one that says what was to be done, where, and what helps. */
export function asOutboxError(directory: string, doing: string, error: unknown): OutboxError {
  if (error instanceof OutboxError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const remedy = (code !== undefined && remedies[code]) || message;
  return new OutboxError(`the outbox in ${directory} could not ${doing}: ${remedy} (${code ?? 'error'})`, {
    cause: error,
  });
}
