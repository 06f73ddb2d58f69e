import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeCatalogue } from '../streams/films/catalogue';
import type { Film } from '../streams/films/film';
import { readKnownFilms } from '../streams/films/known-film';

let made: readonly Film[] | null = null;

/** The catalogue that everybody has who imported none: real films of vega-datasets first. Made once a process. */
export function madeCatalogue(): readonly Film[] {
  if (made === null) {
    // Asked for at run time: a bundler would put a path of its own in place of what an import of it resolves.
    const { createRequire } = process.getBuiltinModule('node:module');
    const entry = createRequire(import.meta.url).resolve('vega-datasets');
    const rows = JSON.parse(readFileSync(join(dirname(entry), '../data/movies.json'), 'utf8')) as readonly unknown[];
    made = makeCatalogue(readKnownFilms(rows));
  }
  return made;
}
