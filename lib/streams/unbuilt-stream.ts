import type { StreamName } from '../contracts/streams';
import type { StreamDefinition } from './stream';

/** Counts records and stores nothing. */
export const createUnbuiltStream = (name: StreamName): StreamDefinition<null> => ({
  name,
  tables: [],
  createFold: () => ({
    eventTimeMs: Number.NaN,
    hadUnknownFields: false,
    cells: 0,
    fold: () => null,
    take: () => null,
  }),
  merge: () => null,
  statements: async () => [],
});
