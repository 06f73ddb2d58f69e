'use client';

import type { CSSProperties } from 'react';

const knob =
  '[&::-webkit-slider-thumb]:-mt-1.5 [&::-webkit-slider-thumb]:size-3.5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-12 [&::-webkit-slider-thumb]:bg-text [&::-moz-range-thumb]:size-3.5 [&::-moz-range-thumb]:rounded-12 [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-text';
const track =
  '[&::-webkit-slider-runnable-track]:h-0.5 [&::-webkit-slider-runnable-track]:bg-[linear-gradient(to_right,var(--accent)_var(--done),var(--line-strong)_var(--done))] [&::-moz-range-progress]:h-0.5 [&::-moz-range-progress]:bg-accent [&::-moz-range-track]:h-0.5 [&::-moz-range-track]:bg-line-strong';

/** Size of text and lines: 1 as on this page, 2 for the last row of a room. */
export function ScaleSlider({ scale, onChange }: { scale: number; onChange: (scale: number) => void }) {
  const limits = { min: 1, max: 2, step: 0.05 };
  return (
    <div>
      <label className="flex items-center justify-between text-12 text-muted">
        Text and line scale
        <input
          type="number"
          {...limits}
          value={scale.toFixed(2)}
          onChange={({ target }) => target.validity.valid && onChange(target.valueAsNumber)}
          className="w-12 bg-transparent text-right text-13 text-text [&::-webkit-inner-spin-button]:hidden"
        />
      </label>
      <input
        type="range"
        aria-label="Text and line scale"
        {...limits}
        value={scale}
        onChange={({ target }) => onChange(target.valueAsNumber)}
        style={{ '--done': `${(scale - 1) * 100}%` } as CSSProperties}
        className={`mt-1 block h-5 w-full cursor-pointer appearance-none bg-transparent ${knob} ${track}`}
      />
      <p aria-hidden className="flex justify-between text-12 text-muted">
        <span>1</span>
        <span>1.5</span>
        <span>2, projector</span>
      </p>
    </div>
  );
}
