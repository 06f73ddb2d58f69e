import { requireFromKafkajs as require } from './require-kafkajs';

/** Puts `replacement` where kafkajs will find its module `path`; too late for modules that have required it already. */
export function replaceModule(path: string, replacement: unknown): void {
  require(path);
  const cached = require.cache[require.resolve(path)];
  if (cached === undefined) throw new Error(`${path} could not be replaced`);
  cached.exports = replacement;
}
