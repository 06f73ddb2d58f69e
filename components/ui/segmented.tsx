'use client';

import { classNames } from './class-names';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** One of a few choices, all in sight. A radio group: arrows move, Tab leaves. */
export function Segmented<Value extends string>({
  label,
  name,
  value,
  choices,
  onChange,
  size = 'normal',
  fillsPhone = false,
  columns,
}: {
  label: string;
  /** Unique on the page. */
  name: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  size?: 'normal' | 'small';
  /** As wide as the page on a phone; scrolls sideways where even that is too narrow. */
  fillsPhone?: boolean;
  /** In so many columns of one width (or as a CSS grid names them) that fill the room, in as many rows as it takes. */
  columns?: number | string;
}) {
  return (
    <fieldset
      className={classNames(
        'shrink-0 rounded-8 bg-raised',
        columns === undefined ? 'flex' : 'grid auto-rows-[28px] max-desktop:auto-rows-[44px]',
        columns === undefined && (size === 'normal' ? 'h-8 max-desktop:h-11' : 'h-7'),
        fillsPhone && 'max-tablet:w-full max-tablet:min-w-0 max-[372px]:overflow-x-auto',
      )}
      {...(columns !== undefined && { style: { gridTemplateColumns: columnsOf(columns) } })}
    >
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={classNames(
            'fade flex cursor-pointer items-center rounded-8 px-3 text-13 text-muted hover:text-text has-checked:bg-panel has-checked:font-medium has-checked:text-text has-checked:ring-1 has-checked:ring-line-strong has-checked:ring-inset has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
            columns !== undefined && 'justify-center px-1',
            fillsPhone && 'max-tablet:flex-auto max-tablet:justify-center max-tablet:px-1.5',
          )}
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="sr-only"
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

const columnsOf = (columns: number | string): string =>
  typeof columns === 'string' ? columns : `repeat(${columns}, minmax(0, 1fr))`;
