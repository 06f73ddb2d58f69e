'use client';

import { useState } from 'react';
import { type Choice, Segmented } from '@/components/ui/segmented';
import type { ShareSizeChoice } from './share-choices';

const presets = ['320x180', '480x270', '640x360', '960x540', '1280x720'] as const;
const choices: readonly Choice<string>[] = [
  ...presets.map((value) => ({ value, label: value.replace('x', ' × ') })),
  { value: 'own', label: 'Own size' },
];
const limits = { width: { min: 160, max: 1_920 }, height: { min: 90, max: 1_200 } };

/** Sizes that slides have, and one of your own. */
export function ShareSize({ size, onSize }: { size: ShareSizeChoice; onSize: (size: ShareSizeChoice) => void }) {
  const named = `${size.width}x${size.height}`;
  const [own, setOwn] = useState(!(presets as readonly string[]).includes(named));
  const choose = (value: string) => {
    setOwn(value === 'own');
    const [width = 0, height = 0] = value.split('x').map(Number);
    if (value !== 'own') onSize({ width, height });
  };
  const field = (name: 'width' | 'height') => (
    <label className="flex h-8 flex-1 items-center gap-2 rounded-8 border border-line-strong px-3 text-13">
      <span className="text-muted">{name}</span>
      <input
        type="number"
        {...limits[name]}
        defaultValue={size[name]}
        onChange={({ target }) => target.validity.valid && onSize({ ...size, [name]: target.valueAsNumber })}
        className="w-full min-w-0 bg-transparent text-right outline-none"
      />
    </label>
  );
  return (
    <>
      <Segmented
        {...{ label: 'Size', name: 'share-size', choices, columns: 3 }}
        value={own ? 'own' : named}
        onChange={choose}
      />
      {own ? (
        <div className="mt-2 flex gap-2">
          {field('width')}
          {field('height')}
        </div>
      ) : null}
    </>
  );
}
