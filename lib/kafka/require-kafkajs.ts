import { createRequire } from 'node:module';

/** kafkajs is CommonJS: its inner modules are reached, and replaced, through this `require`. */
export const requireFromKafkajs = createRequire(import.meta.url);
