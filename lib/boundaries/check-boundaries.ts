import { posix } from 'node:path';
import { findCycles } from './find-cycles';
import {
  driverFolders,
  environmentReaders,
  forbiddenNames,
  importTable,
  longFiles,
  mostLines,
  testsMayImport,
} from './import-table';
import { readImports } from './read-imports';

/** A broken rule in one file. */
export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly detail: string;
}

/** Path (with `/`, from the repository's root) to text. */
export type SourceFiles = ReadonlyMap<string, string>;

const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file);
const isWithin = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);

/** The longest folder of the import table that holds `file`; workers are apart from each other. */
function areaOf(file: string): string | null {
  const worker = /^workers\/[^/]+/.exec(file);
  if (worker !== null) return worker[0];
  const areas = Object.keys(importTable).filter((area) => isWithin(file, area));
  return areas.sort((a, b) => b.length - a.length)[0] ?? null;
}

function resolveImport(files: SourceFiles, from: string, specifier: string): string | null {
  const path = specifier.startsWith('@/') ? specifier.slice(2) : posix.join(posix.dirname(from), specifier);
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}.mjs`, `${path}/index.ts`];
  return candidates.find((candidate) => files.has(candidate)) ?? null;
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function checkImports(files: SourceFiles): Violation[] {
  const found: Violation[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, text] of files) {
    const area = areaOf(file);
    const edges: string[] = [];
    graph.set(file, edges);
    for (const { specifier, typeOnly } of readImports(text)) {
      const add = (rule: string, detail: string) => found.push({ rule, file, detail });
      if (!specifier.startsWith('.') && !specifier.startsWith('@/')) {
        const home = driverFolders[packageOf(specifier)];
        if (home !== undefined && !isWithin(file, home) && !file.startsWith('e2e/') && !isTest(file))
          add('one folder per driver', `${specifier} belongs to ${home}`);
        continue;
      }
      if (/\.(ts|tsx|js)$/.test(specifier) && !file.endsWith('.mjs') && !isTest(file))
        add('imports carry no extension', specifier);
      const target = resolveImport(files, file, specifier);
      if (target === null) continue;
      if (!typeOnly) edges.push(target);
      const allowed = area === null ? null : (importTable[area] ?? importTable[area.split('/')[0] ?? '']);
      if (area === null || allowed == null) continue;
      const home = areaOf(target) ?? target;
      const reach = isTest(file) ? [...allowed, ...testsMayImport.filter(() => area !== 'e2e')] : allowed;
      if (home !== area && !reach.some((one) => isWithin(target, one)))
        add('who may import whom', `${area} imports ${target}`);
    }
  }
  for (const cycle of findCycles(graph))
    found.push({ rule: 'no cycles', file: cycle[0] ?? '', detail: cycle.join(' -> ') });
  return found;
}

function checkText(file: string, text: string): Violation[] {
  const found: Violation[] = [];
  const add = (rule: string, detail: string) => found.push({ rule, file, detail });
  const lines = text.split('\n').length - 1;
  if (lines > mostLines && longFiles[file] === undefined)
    add('files stay small', `${lines} lines, at most ${mostLines}`);
  if (/^export \* from/m.test(text)) add('no barrel files', 'export * from');
  if (/\bprocess\.env\b/.test(text) && !isTest(file) && !environmentReaders.some((reader) => reader.test(file)))
    add('the environment is read in lib/config only', '');
  if (/^lib\/(domain|streams)\//.test(file) && !isTest(file)) {
    const clock = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b|\bsetTimeout\b/.exec(text);
    if (clock !== null) add('lib/domain and lib/streams are pure', clock[0]);
  }
  if (
    /^export default\b/m.test(text) &&
    !/^app\/|\.config\.(ts|mjs)$|^e2e\/(support\/[a-z-]+\.ts|stage-reporter\.mjs)$/.test(file)
  )
    add('exports have names', 'export default');
  return found;
}

function checkName(file: string): Violation[] {
  const name = posix.basename(file).replace(/(\.(integration|test|spec|config|setup))*\.(tsx?|mjs)$/, '');
  const found: Violation[] = [];
  if (/^index$/.test(name)) found.push({ rule: 'no barrel files', file, detail: 'index' });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) found.push({ rule: 'names are kebab-case', file, detail: name });
  const word = file
    .replace(/\.\w+$/, '')
    .split(/[/-]/)
    .find((part) => forbiddenNames.includes(part));
  if (word !== undefined) found.push({ rule: 'names say what a file is for', file, detail: word });
  return found;
}

/** Every broken rule of the house in `files`. */
export function checkBoundaries(files: SourceFiles): Violation[] {
  const perFile = [...files].flatMap(([file, text]) => [...checkName(file), ...checkText(file, text)]);
  return [...checkImports(files), ...perFile];
}

/** Paths in code spans of `readme` that `exists` does not know. A path starts with one of `roots`. */
export function missingPaths(readme: string, roots: readonly string[], exists: (path: string) => boolean): string[] {
  const spans = [...readme.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? '');
  const paths = spans.filter((span) => roots.some((root) => span === root || span.startsWith(`${root}/`)));
  return paths.filter((path) => !/[*<>{}]/.test(path) && !exists(path));
}
