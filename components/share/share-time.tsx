'use client';

import { formatClock } from '@/components/prepare/format-clock';
import type { ShareChoice } from '@/components/prepare/share-choice';
import { type Choice, Segmented } from '@/components/ui/segmented';
import type { PanelToShare } from './share-panel';
import type { Captured } from './use-snapshot';

const moving: Choice<ShareChoice['time']> = { value: 'moving', label: 'Moves with now' };
const locked: Choice<ShareChoice['time']> = { value: 'locked', label: 'Locked' };
const frozen: Choice<ShareChoice['time']> = { value: 'frozen', label: 'Frozen' };

/** Whether the shared panel goes on, is kept between two hours, or shows this moment for good. */
export function ShareTime({
  panel,
  choice,
  onChange,
  captured,
}: {
  panel: PanelToShare;
  choice: ShareChoice;
  onChange: (change: Partial<ShareChoice>) => void;
  captured: Captured;
}) {
  const choices = panel.hasPeriod ? [moving, locked, frozen] : [moving, frozen];
  const hour = (name: 'from' | 'to') => (
    <label className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-8 border border-line-strong px-2 text-13">
      <span className="text-muted">{name}</span>
      <input
        type="datetime-local"
        step={3_600}
        value={choice[name]}
        onChange={({ target }) => onChange({ [name]: target.value === '' ? '' : `${target.value.slice(0, 13)}:00` })}
        className="w-full min-w-0 bg-transparent text-12 outline-none [&::-webkit-calendar-picker-indicator]:hidden"
      />
    </label>
  );
  return (
    <>
      <Segmented
        {...{ label: 'Time', name: 'share-time', choices }}
        columns={panel.hasPeriod ? '1.5fr 1fr 1fr' : '1fr 1fr'}
        value={choice.time}
        onChange={(time) => onChange({ time })}
      />
      {choice.time === 'locked' ? (
        <div className="mt-2 flex gap-2">
          {hour('from')}
          {hour('to')}
        </div>
      ) : null}
      {choice.time === 'frozen' ? (
        <p className="mt-2 text-12 text-muted" role="status">
          {sentenceOf(captured)}
        </p>
      ) : null}
    </>
  );
}

function sentenceOf(captured: Captured): string {
  if (captured.state === 'refused') return `Not kept: ${captured.sentence}`;
  if (captured.state !== 'captured') return 'Keeping what the panel answers now…';
  const { capturedAt, dropped } = captured.snapshot;
  const clock = `Kept at ${formatClock(Date.parse(capturedAt))} UTC; shown without a connection.`;
  return dropped === 0 ? clock : `${clock} ${dropped} of the oldest went for it.`;
}
