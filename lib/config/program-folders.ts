import { delimiter } from 'node:path';

/** Folders in which this system looks for programs, in its order. */
export const programFolders = (environment: NodeJS.ProcessEnv = process.env): readonly string[] =>
  (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
