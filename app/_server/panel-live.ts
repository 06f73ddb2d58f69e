import { emptyLiveState, reduceLive } from '@/components/live/live-state';
import { type LivePanelId, ownStream } from '@/components/panels/live-panel-kinds';
import { findPanel } from '@/components/panels/registry';
import { type LiveRows, liveRows } from '@/components/prepare/live-rows';
import { readLiveView } from '@/components/prepare/view-search';
import type { LiveView } from '@/lib/contracts/live-frame';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { readLiveSnapshot } from './live-snapshot';

export interface LivePanelAnswer extends LiveRows {
  readonly panel: LivePanelId;
  readonly title: string;
  readonly unit: string;
  readonly generatedAt: string;
  readonly view: LiveView;
}

/** The gateway, which alone knows the last hour, does not answer. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
}

/** A live panel as figures. Throws `UnanswerableQuestion` naming the parameter, and `GatewayUnavailable`. */
export async function readLivePanel(id: LivePanelId, search: URLSearchParams): Promise<LivePanelAnswer> {
  const panel = findPanel(id)!;
  for (const [name, value] of search) {
    const known = panel.parameters.find((parameter) => parameter.name === name);
    const names = panel.parameters.map((parameter) => parameter.name).join(', ');
    if (known === undefined)
      throw new UnanswerableQuestion(name.slice(0, 80), `There is no such parameter; known are ${names}.`);
    if (!known.values?.includes(value))
      throw new UnanswerableQuestion(name, `${name} must be one of ${known.values?.join(', ')}.`);
  }
  const asked = readLiveView(search);
  const view = { ...asked, stream: ownStream[id] ?? asked.stream };
  const snapshot = await readLiveSnapshot(view);
  if (snapshot === null) throw new GatewayUnavailable('no snapshot');
  const display = {
    state: reduceLive(emptyLiveState(view), { type: 'snapshot', snapshot }),
    nowMs: snapshot.sentAtMs,
    paused: null,
    shown: { meanMs: null, p95Ms: null, count: 0 },
  };
  const { title, unit } = panel;
  const generatedAt = new Date(snapshot.sentAtMs).toISOString();
  return { panel: id, title, unit, generatedAt, view, ...liveRows(id, display) };
}
