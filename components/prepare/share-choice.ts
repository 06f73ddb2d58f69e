/** What is chosen in the share dialog. */
export interface ShareChoice {
  readonly theme: 'auto' | 'light' | 'dark';
  /** '' = everything stored. */
  readonly window: string;
  /** `locked`: between `from` and `to`; `frozen`: as the snapshot has it. */
  readonly time: 'moving' | 'locked' | 'frozen';
  /** Local hours, `2026-10-25T13:00`. */
  readonly from: string;
  readonly to: string;
  readonly snapshot: string | null;
  readonly scale: number;
  readonly title: boolean;
  readonly legend: boolean;
  readonly axis: boolean;
  readonly controls: boolean;
  readonly pageFilter: boolean;
  readonly solid: boolean;
}

/** The panel that is shared, as its page shows it. */
export interface SharedPanel {
  readonly id: string;
  /** Query of its embed on the page: filters and look. */
  readonly search: string;
  /** Names of the parameters that change the answer. */
  readonly filters: readonly string[];
  /** Window that needs no word in the address. */
  readonly defaultWindow: string;
}

const timeNames = ['window', 'from', 'to'];

/** The dialog's first choice: what the page shows, as it shows it. */
export function firstChoice(panel: SharedPanel): ShareChoice {
  const search = new URLSearchParams(panel.search);
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  return {
    ...{ theme: 'auto', window: search.get('window') ?? panel.defaultWindow, scale: 1, snapshot: null },
    ...{ time: from === '' && to === '' ? 'moving' : 'locked', from, to },
    ...{ title: true, legend: true, axis: true, controls: true, pageFilter: true, solid: true },
  };
}

/** Parameters of the panel itself: what a snapshot is asked with. */
export function panelSearch(panel: SharedPanel, choice: ShareChoice): URLSearchParams {
  const page = [...new URLSearchParams(panel.search)].filter(([name]) => !timeNames.includes(name));
  const search = new URLSearchParams(page.filter(([name]) => choice.pageFilter || !panel.filters.includes(name)));
  if (choice.time === 'locked') {
    if (choice.from !== '') search.set('from', choice.from);
    if (choice.to !== '') search.set('to', choice.to);
  } else if (choice.window !== panel.defaultWindow) search.set('window', choice.window);
  return search;
}

/** Path and query of the embed that is chosen; defaults are left out. */
export function sharePath(panel: SharedPanel, choice: ShareChoice): string {
  const search = new URLSearchParams();
  if (choice.theme !== 'auto') search.set('theme', choice.theme);
  const own = panelSearch(panel, choice);
  const frozen = choice.time === 'frozen' && choice.snapshot !== null;
  for (const [name, value] of own) if (!frozen || !panel.filters.includes(name)) search.append(name, value);
  if (frozen) search.set('frozen', choice.snapshot ?? '');
  for (const name of ['title', 'legend', 'axis', 'controls'] as const) if (!choice[name]) search.set(name, '0');
  if (!choice.solid) search.set('bg', 'transparent');
  if (choice.scale !== 1) search.set('scale', String(choice.scale));
  // Colons and commas may stand in a query as they are, and read better.
  const query = search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return `/embed/${panel.id}${query === '' ? '' : `?${query}`}`;
}
