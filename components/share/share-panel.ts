import { type PanelId, panels } from '@/components/panels/registry';
import type { SharedPanel } from '@/components/prepare/share-choice';
import type { Choice } from '@/components/ui/segmented';
import { liveWindows } from '@/lib/contracts/live-frame';
import { storedWindows } from '@/lib/contracts/stored-answer';

export interface PanelToShare extends SharedPanel {
  readonly title: string;
  readonly source: 'live' | 'stored';
  /** None for a panel without a window. */
  readonly windows: readonly Choice<string>[];
  /** Its time can be locked between two hours. */
  readonly hasPeriod: boolean;
}

const spaced = (window: string): string => window.replace(/(\d)([a-z])/, '$1 $2').replace(/m$/, 'min');

/** What the dialog needs to know of a panel; `search` is the query of its embed. */
export function panelToShare(id: PanelId, search: string): PanelToShare {
  const { title, source, parameters } = panels[id];
  const has = (name: string) => parameters.some((parameter) => parameter.name === name);
  const live = source === 'live';
  const windows: Choice<string>[] = (live ? liveWindows : storedWindows).map((value) => ({
    value,
    label: spaced(value),
  }));
  return {
    ...{ id, search, title, source, hasPeriod: has('from') && has('to'), defaultWindow: live ? '5m' : '' },
    filters: parameters.filter(({ kind }) => kind === 'filter').map(({ name }) => name),
    windows: has('window') ? [...windows, ...(live ? [] : [{ value: '', label: 'All' }])] : [],
  };
}
