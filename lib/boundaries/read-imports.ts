/** One import or re-export of a module. */
export interface Import {
  readonly specifier: string;
  /** Nothing of it is left when the types are gone. */
  readonly typeOnly: boolean;
}

const staticImport = /^(?:import|export)\s+(type\s+)?(?:[^;'"`]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const dynamicImport = /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every module that a source text imports. Static imports start a line, as the formatter leaves them. */
export function readImports(text: string): Import[] {
  const fixed = [...text.matchAll(staticImport)].map((match) => ({
    specifier: match[2] ?? '',
    typeOnly: match[1] !== undefined,
  }));
  const code = text.replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '');
  const dynamic = [...code.matchAll(dynamicImport)].map((match) => ({ specifier: match[1] ?? '', typeOnly: false }));
  return [...fixed, ...dynamic];
}
