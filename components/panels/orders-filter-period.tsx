'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { OrdersFilters } from '@/lib/contracts/orders-panels';
import { storedWindows } from '@/lib/contracts/stored-answer';
import { FilterOptions } from './orders-filter-options';
import type { ChangeOrdersQuery, OrdersQuery } from './orders-query';

export const windowTitles: Readonly<Record<(typeof storedWindows)[number], string>> = {
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '28d': 'Last 28 days',
  '90d': 'Last 90 days',
};
const everything = 'everything';
const options = [
  { value: everything, label: 'Everything stored' },
  ...storedWindows.map((value) => ({ value, label: windowTitles[value] })),
];

/** Periods that move with the clock, and one between two local hours. */
export function FilterPeriod({
  query,
  filters,
  onChange,
}: {
  query: OrdersQuery;
  /** As resolved by the last answer: what the fields start with. */
  filters: OrdersFilters | null;
  onChange: ChangeOrdersQuery;
}) {
  const custom = query.from !== null || query.to !== null;
  return (
    <div>
      <FilterOptions
        name="Period"
        options={options}
        chosen={custom ? [] : [query.window ?? everything]}
        many={false}
        onChange={([value]) =>
          onChange({ window: storedWindows.find((window) => window === value) ?? null, from: null, to: null })
        }
      />
      <PeriodFields
        from={query.from ?? filters?.from ?? ''}
        to={query.to ?? filters?.to ?? ''}
        onChange={(ends) => onChange({ window: null, ...ends })}
      />
    </div>
  );
}

/** The ends of a period as two local hours; `from` and `to` are what the fields start with. */
export function PeriodFields({
  from: firstFrom,
  to: firstTo,
  onChange,
}: {
  from: string;
  to: string;
  onChange: (ends: { from: string; to: string }) => void;
}) {
  const [from, setFrom] = useState(firstFrom);
  const [to, setTo] = useState(firstTo);
  const valid = from !== '' && to !== '' && from < to;
  return (
    <form
      className="mt-2 border-line border-t px-2 pt-3 pb-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onChange({ from: wholeHour(from), to: wholeHour(to) });
      }}
    >
      <HourField label="From" value={from} onChange={setFrom} />
      <HourField label="Until" value={to} onChange={setTo} />
      <Button type="submit" size="small" disabled={!valid} title={valid ? undefined : 'Choose an end after the start'}>
        Show this period
      </Button>
    </form>
  );
}

const wholeHour = (local: string): string => `${local.slice(0, 13)}:00`;

function HourField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="mb-2 flex items-center justify-between gap-2 text-12 text-muted">
      {label}
      <input
        type="datetime-local"
        step={3_600}
        value={value.length === 10 ? `${value}T00:00` : value}
        onChange={(event) => onChange(event.target.value === '' ? '' : wholeHour(event.target.value))}
        className="h-8 w-52 shrink-0 rounded-6 border border-line-strong bg-panel px-2 text-13 text-text"
      />
    </label>
  );
}
