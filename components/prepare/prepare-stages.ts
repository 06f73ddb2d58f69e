import type { LiveDisplay } from '@/components/live/live-display';
import type { LiveStage } from '@/lib/contracts/live-frame';
import { formatCount } from './format-number';

const labels: Readonly<Record<LiveStage['stage'], string>> = {
  madeToAppended: 'Made → appended',
  appendedToConsumed: 'Appended → consumed',
  consumedToStored: 'Consumed → stored',
  storedToPushed: 'Stored → pushed',
};
const order = Object.keys(labels) as LiveStage['stage'][];

export interface StageRow {
  readonly key: string;
  readonly label: string;
  /** Where the stage before ended; null once a stage before was not measured. */
  readonly fromMs: number | null;
  readonly meanMs: number | null;
  readonly p95Ms: number | null;
}

export interface PreparedStages {
  readonly rows: readonly StageRow[];
  /** Sum of the means; null when a stage was not measured. */
  readonly totalMs: number | null;
  readonly subtitle: string;
}

const notShown = { meanMs: null, p95Ms: null };

/** The way of an event to the screen: each stage starts where the one before ended, because means add up. */
export function prepareStages(display: LiveDisplay): PreparedStages {
  const { state } = display;
  const lost = state.connection === 'reconnecting' && display.paused === null;
  const shown = lost ? notShown : display.shown;
  const measured = new Map(lost ? [] : state.gauges?.stages.map((stage) => [stage.stage, stage]));
  const stages = [
    ...order.map((key) => ({ key: key as string, label: labels[key], ...pick(measured.get(key)) })),
    { key: 'pushedToShown', label: 'Pushed → shown', meanMs: shown.meanMs, p95Ms: shown.p95Ms },
  ];
  let reached: number | null = 0;
  const rows = stages.map((stage) => {
    const row: StageRow = { ...stage, fromMs: reached };
    reached = reached === null || stage.meanMs === null ? null : reached + stage.meanMs;
    return row;
  });
  const n = Math.max(0, ...order.map((key) => measured.get(key)?.count ?? 0));
  return {
    rows,
    totalMs: reached,
    subtitle: `Mean time per stage, whisker to p95 · last 5\u00a0s · n = ${formatCount(n)}`,
  };
}

function pick(stage: LiveStage | undefined): { meanMs: number | null; p95Ms: number | null } {
  return { meanMs: stage?.meanMs ?? null, p95Ms: stage?.p95Ms ?? null };
}
