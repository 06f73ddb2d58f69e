import type { PanelParameter } from './panel-entry';
import { type PanelId, panels } from './registry';
import type { Look } from './stored-view';

const ofKind = (id: PanelId, kind: PanelParameter['kind']): readonly PanelParameter[] =>
  (panels[id].parameters as readonly PanelParameter[]).filter((parameter) => parameter.kind === kind);

/** The filters of an address as the panel's API is asked with them, always in the same order. */
export function filterSearch(id: PanelId, search: URLSearchParams): string {
  const filters = new URLSearchParams();
  for (const { name } of ofKind(id, 'filter'))
    for (const value of search.getAll(name).sort()) filters.append(name, value);
  return filters.toString();
}

/** How an address wants the panel drawn; what it does not say, or says wrongly, is the default. */
export function lookOf(id: PanelId, search: URLSearchParams): Look {
  return Object.fromEntries(
    ofKind(id, 'look').map(({ name, values = [''] }) => {
      const given = search.get(name);
      return [name, given !== null && values.includes(given) ? given : values[0]!];
    }),
  );
}

/** A sentence for each value of the look that is no value. */
export const lookWarnings = (id: PanelId, search: URLSearchParams): readonly string[] =>
  ofKind(id, 'look').flatMap(({ name, values = [] }) => {
    const given = search.get(name);
    return given === null || values.includes(given) ? [] : [`${name} must be one of ${values.join(', ')}`];
  });

/** Filters and look as the query of the panel's own address; defaults are left out. */
export function embedSearch(id: PanelId, filters: string, look: Look): string {
  const search = new URLSearchParams(filters);
  for (const { name, values } of ofKind(id, 'look'))
    if (look[name] !== undefined && look[name] !== values?.[0]) search.set(name, look[name]);
  return search.toString();
}
