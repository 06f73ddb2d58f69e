'use client';

import { type ReactNode, useId } from 'react';
import type { ShareChoice } from '@/components/prepare/share-choice';
import { Checkbox } from '@/components/ui/checkbox';
import { type Choice, Segmented } from '@/components/ui/segmented';
import { ScaleSlider } from './scale-slider';
import type { PanelToShare } from './share-panel';
import { ShareSize } from './share-size';
import { ShareTime } from './share-time';
import type { Captured } from './use-snapshot';

export interface ShareSizeChoice {
  readonly width: number;
  readonly height: number;
}

const themes: readonly Choice<ShareChoice['theme']>[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Left side of the dialog: how the panel is to look elsewhere. */
export function ShareChoices({
  panel,
  choice,
  onChange,
  size,
  onSize,
  captured,
}: {
  panel: PanelToShare;
  choice: ShareChoice;
  onChange: (change: Partial<ShareChoice>) => void;
  size: ShareSizeChoice;
  onSize: (size: ShareSizeChoice) => void;
  captured: Captured;
}) {
  const shown = (name: 'title' | 'legend' | 'axis' | 'controls' | 'pageFilter' | 'solid', label: string) => (
    <Checkbox label={label} checked={choice[name]} onChange={(checked) => onChange({ [name]: checked })} />
  );
  return (
    <div className="flex flex-col gap-4">
      <Group title="Size">
        <ShareSize size={size} onSize={onSize} />
      </Group>
      <Group title="Theme">
        <Segmented
          {...{ label: 'Theme', name: 'share-theme', choices: themes, columns: 3 }}
          value={choice.theme}
          onChange={(theme) => onChange({ theme })}
        />
      </Group>
      {panel.windows.length === 0 || choice.time === 'locked' ? null : (
        <Group title="Window">
          <Segmented
            {...{ label: 'Window', name: 'share-window', choices: panel.windows, columns: panel.windows.length }}
            value={choice.window}
            onChange={(window) => onChange({ window })}
          />
        </Group>
      )}
      <Group title="Time">
        <ShareTime {...{ panel, choice, onChange, captured }} />
      </Group>
      <ScaleSlider scale={choice.scale} onChange={(scale) => onChange({ scale })} />
      <Group title="Show">
        <div className="grid grid-cols-2 gap-x-4 gap-y-1">
          {shown('title', 'Title')}
          {shown('legend', 'Legend')}
          {shown('axis', 'Axis')}
          {shown('controls', 'Controls')}
          {shown('pageFilter', 'Filter of this page')}
          {shown('solid', 'Solid ground')}
        </div>
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the segmented controls inside are fieldsets themselves
    <div role="group" aria-labelledby={id}>
      <p id={id} className="mb-1.5 text-12 text-muted">
        {title}
      </p>
      {children}
    </div>
  );
}
