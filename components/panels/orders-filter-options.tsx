'use client';

import { useState } from 'react';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

const mostShown = 100;
const searchFrom = 12;

/**
 * The values of one filter as boxes (`many`: any of them) or as radio buttons; changes count at once. A long list has a
 * search field, and says how much of it is shown.
 */
export function FilterOptions({
  name,
  options,
  chosen,
  many,
  onChange,
}: {
  name: string;
  options: readonly FilterOption[];
  chosen: readonly string[];
  many: boolean;
  onChange: (chosen: string[]) => void;
}) {
  const [wanted, setWanted] = useState('');
  const found = options.filter((option) => option.label.toLowerCase().includes(wanted.trim().toLowerCase()));
  const shown = found.slice(0, mostShown);
  const toggle = (value: string, on: boolean) =>
    onChange(
      many ? options.map((option) => option.value).filter((v) => (v === value ? on : chosen.includes(v))) : [value],
    );
  return (
    <fieldset>
      <legend className="sr-only">{name}</legend>
      {options.length >= searchFrom ? (
        <input
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          aria-label={`Search ${name.toLowerCase()}`}
          placeholder="Search"
          className="mb-1 h-8 w-full rounded-6 border border-line-strong bg-panel px-2 text-13 placeholder:text-muted"
        />
      ) : null}
      <div className="max-h-72 overflow-y-auto">
        {shown.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded-6 px-2 text-13 hover:bg-raised has-focus-visible:bg-raised max-tablet:min-h-11"
          >
            <input
              type={many ? 'checkbox' : 'radio'}
              name={`filter ${name}`}
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
              className="size-4 shrink-0 accent-[var(--accent)]"
            />
            <span className="truncate" title={option.label}>
              {option.label}
            </span>
          </label>
        ))}
      </div>
      {found.length === 0 || found.length > shown.length ? (
        <p className="px-2 py-1 text-12 text-muted">
          {found.length === 0 ? 'Nothing found' : `${shown.length} of ${found.length} shown; search for others`}
        </p>
      ) : null}
    </fieldset>
  );
}
