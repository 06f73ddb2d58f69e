import { randomBytes } from 'node:crypto';

/** `configured` is the setting STREAMSCOPE_INSTANCE; `auto` makes a name unique per process start. */
export function instanceName(process: string, configured: string): string {
  return configured === 'auto' ? `${process}-${randomBytes(4).toString('hex')}` : configured;
}
