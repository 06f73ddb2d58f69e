import { isLivePanel, ownStream } from '@/components/panels/live-panel-kinds';
import { findPanel } from '@/components/panels/registry';
import { readLiveView } from '@/components/prepare/view-search';
import type { CapturedSnapshot } from '@/lib/contracts/share-options';
import { mostSnapshots, storeSnapshot } from '@/lib/db/snapshots';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { dependencies } from './dependencies';
import { readLiveSnapshot } from './live-snapshot';
import { GatewayUnavailable } from './panel-live';
import { isStoredPanel, readStoredPanel } from './stored-panels';

const mostBytes = 2 * 1024 * 1024;

/**
 * Asks the panel now and keeps its answer. `search`: parameters of the panel alone. Throws `UnanswerableQuestion` naming
 * the parameter, `GatewayUnavailable`, and what the database throws.
 */
export async function captureSnapshot(panel: string, search: URLSearchParams): Promise<CapturedSnapshot> {
  const { answer, capturedAt } = await answerNow(panel, search);
  if (JSON.stringify(answer).length > mostBytes)
    throw new UnanswerableQuestion(
      'panel',
      `The answer is larger than ${mostBytes / 1024 / 1024} MB: choose less of it.`,
    );
  const parameters = Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]));
  const { id, dropped } = await storeSnapshot(dependencies().database, { panel, parameters, answer, capturedAt });
  return {
    id,
    capturedAt: capturedAt.toISOString(),
    path: `/embed/${panel}?frozen=${id}`,
    dropped,
    keeps: mostSnapshots,
  };
}

async function answerNow(panel: string, search: URLSearchParams): Promise<{ answer: object; capturedAt: Date }> {
  if (isStoredPanel(panel)) {
    const answer = await readStoredPanel(panel, search, { strictNames: true });
    return { answer, capturedAt: new Date(answer.generatedAt) };
  }
  if (!isLivePanel(panel)) throw new UnanswerableQuestion('panel', 'There is no such panel.');
  for (const [name, value] of search)
    if (!findPanel(panel)?.parameters.some((one) => one.name === name && one.values?.includes(value)))
      throw new UnanswerableQuestion(name.slice(0, 80), `${name.slice(0, 80)} has no such value here.`);
  const asked = readLiveView(search);
  const answer = await readLiveSnapshot({ ...asked, stream: ownStream[panel] ?? asked.stream });
  if (answer === null) throw new GatewayUnavailable('no snapshot');
  return { answer, capturedAt: new Date(answer.sentAtMs) };
}
