import { panels } from '@/components/panels/registry';
import type { Loaded } from '@/lib/contracts/stored-answer';
import type { StoredAnswers, StoredPanelId } from '@/lib/contracts/stored-panels';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { dependencies } from './dependencies';
import { engagementPanels } from './panel-engagement';
import { describePanelError } from './panel-error';
import { ordersPanels } from './panel-orders';
import { ratingsPanels } from './panel-ratings';
import { userPanels } from './panel-users';
import { createSharedAnswers } from './shared-answers';
import type { StoredPanelReader } from './stored-panel';

type Readers = { readonly [Id in StoredPanelId]: StoredPanelReader<StoredAnswers[Id]> };

const readers: Readers = { ...ordersPanels, ...userPanels, ...engagementPanels, ...ratingsPanels };

export const storedPanelIds = Object.keys(readers) as StoredPanelId[];
export const isStoredPanel = (id: string): id is StoredPanelId => Object.hasOwn(readers, id);
export const csvColumnsOf = (id: StoredPanelId): readonly string[] => readers[id].columns;
export const csvRowsOf = <Id extends StoredPanelId>(id: Id, answer: StoredAnswers[Id]): readonly object[] =>
  (readers[id] as StoredPanelReader<StoredAnswers[Id]>).csvRows(answer);

/** Survives the module reloads of `next dev`, as the pool does. */
const kept = globalThis as typeof globalThis & { streamscopeAnswers?: ReturnType<typeof createSharedAnswers> };

function sharedAnswers() {
  kept.streamscopeAnswers ??= createSharedAnswers();
  return kept.streamscopeAnswers;
}

/** What a page or embed says beside the parameters of its panel is left alone; an API is told. */
function refuseUnknown(id: StoredPanelId, search: URLSearchParams): void {
  const { parameters } = panels[id];
  for (const [name, value] of search) {
    const known = parameters.find((parameter) => parameter.name === name);
    if (known === undefined) {
      const names = parameters.map((parameter) => parameter.name).join(', ');
      throw new UnanswerableQuestion(name.slice(0, 80), `There is no such parameter; known are ${names}.`);
    }
    if (known.kind === 'look' && known.values?.some((allowed) => allowed === value) === false)
      throw new UnanswerableQuestion(name, `${name} must be one of ${known.values.join(', ')}.`);
  }
}

/**
 * Asks a stored panel; the same question is asked of the database at most once a second for all who want to know.
 * Throws `UnanswerableQuestion` naming the parameter; `strictNames`: also for names that the panel does not have.
 */
export async function readStoredPanel<Id extends StoredPanelId>(
  id: Id,
  search: URLSearchParams,
  options: { readonly strictNames: boolean },
): Promise<StoredAnswers[Id]> {
  if (options.strictNames) refuseUnknown(id, search);
  const reader = readers[id];
  const asked = [...search].filter(([name]) => reader.names.includes(name)).sort();
  const { database, settings } = dependencies();
  const context = { database, defaultZone: settings.timeZone, nowMs: Date.now() };
  return sharedAnswers().answer(JSON.stringify([id, asked]), () => reader.read(new URLSearchParams(asked), context));
}

/** First paint of a page or embed: the panel's answer, or why there is none. Never throws. */
export async function loadStoredPanel<Id extends StoredPanelId>(
  id: Id,
  search: URLSearchParams,
): Promise<Loaded<StoredAnswers[Id]>> {
  try {
    return { answer: await readStoredPanel(id, search, { strictNames: false }), error: null };
  } catch (error) {
    return { answer: null, error: describePanelError(error).body.error };
  }
}
