import type { SearchParameters } from './embed-parameters';

export interface BoardParameters {
  /** In their order, each once. */
  readonly panels: readonly string[];
  readonly columns: number;
  /** A sentence per value that was left out. */
  readonly warnings: readonly string[];
}

const mostPanels = 12;
const mostColumns = 4;

/** Which panels stand on a board, and in how many columns; `known` are all there are. */
export function readBoardParameters(search: SearchParameters, known: (id: string) => boolean): BoardParameters {
  const warnings: string[] = [];
  const named = [search.panels ?? []].flat().flatMap((text) => text.split(','));
  const asked = [...new Set(named.map((id) => id.trim()).filter((id) => id !== ''))];
  const strangers = asked.filter((id) => !known(id));
  if (strangers.length > 0) warnings.push(`panels names no panel with ${strangers.join(', ').slice(0, 80)}`);
  const panels = asked.filter(known).slice(0, mostPanels);
  if (asked.filter(known).length > mostPanels) warnings.push(`panels may name ${mostPanels} at most`);
  if (search.frozen !== undefined) warnings.push('frozen is for single panels: a board moves until it is sent freeze');
  const fitting = Math.min(mostColumns, Math.ceil(Math.sqrt(panels.length)));
  if (search.cols === undefined) return { panels, columns: fitting, warnings };
  const columns = typeof search.cols === 'string' && /^[1-4]$/.test(search.cols) ? Number(search.cols) : null;
  if (columns === null) warnings.push(`cols must be a number from 1 to ${mostColumns}`);
  return { panels, columns: columns ?? fitting, warnings };
}
