'use client';

import { type ReactNode, useState } from 'react';
import { weekdays } from '@/components/prepare/orders-heatmap';
import { periodText } from '@/components/prepare/orders-period';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Dialog } from '@/components/ui/dialog';
import type { OrdersChoices, OrdersFilters } from '@/lib/contracts/orders-panels';
import { OrdersFilter } from './orders-filter';
import { FilterOptions } from './orders-filter-options';
import { FilterPeriod, windowTitles } from './orders-filter-period';
import { type ChangeOrdersQuery, countFilters, type ManyKind, noFilters, type OrdersQuery } from './orders-query';
import { zoneOptions } from './orders-zones';

export interface FilterBarProps {
  readonly query: OrdersQuery;
  readonly onChange: ChangeOrdersQuery;
  /** As resolved by the last answer. */
  readonly filters: OrdersFilters | null;
  readonly choices: OrdersChoices & { readonly defaultZone: string };
}

interface FilterEntry {
  readonly name: string;
  readonly value: string;
  readonly set: boolean;
  readonly clear: Partial<OrdersQuery>;
  readonly body: ReactNode;
}

const kinds = [
  { kind: 'channel', name: 'Channel', choices: 'channels' },
  { kind: 'payment', name: 'Payment', choices: 'payments' },
  { kind: 'item', name: 'Item', choices: 'items' },
] as const satisfies readonly { kind: ManyKind; name: string; choices: keyof OrdersChoices }[];

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00–${String(hour + 1).padStart(2, '0')}:00`,
}));
/** What a heat cell or a bar stands for; in the bar only while it is set. */
const times = [
  {
    kind: 'weekday',
    name: 'Weekday',
    options: weekdays.map((label, day) => ({ value: String(day + 1), label })),
  },
  { kind: 'hour', name: 'Hour', options: hours },
] as const;

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function Zones({ query, onChange, choices }: FilterBarProps) {
  const [options] = useState(() => zoneOptions(choices.defaultZone, query.tz));
  return (
    <FilterOptions
      name="Time zone"
      options={options}
      chosen={[query.tz ?? choices.defaultZone]}
      many={false}
      onChange={([tz]) => onChange({ tz: tz === choices.defaultZone ? null : (tz ?? null) })}
    />
  );
}

/** The filters beside the period, as the bar and the phone's dialog show them. */
function entries(props: FilterBarProps): readonly FilterEntry[] {
  const { query, onChange, filters, choices } = props;
  const currencies = [...new Set([...(query.currency === null ? [] : [query.currency]), ...choices.currencies])].sort();
  return [
    {
      name: 'Time zone',
      value: query.tz ?? choices.defaultZone,
      set: query.tz !== null,
      clear: { tz: null },
      body: <Zones {...props} />,
    },
    {
      name: 'Currency',
      value: query.currency ?? filters?.currency ?? 'any',
      set: query.currency !== null,
      clear: { currency: null },
      body: (
        <FilterOptions
          name="Currency"
          options={asOptions(currencies)}
          chosen={[query.currency ?? filters?.currency ?? '']}
          many={false}
          onChange={([currency]) => onChange({ currency: currency ?? null })}
        />
      ),
    },
    ...kinds.map(({ kind, name, choices: key }): FilterEntry => {
      const chosen = query[kind];
      return {
        name,
        value: chosen.length === 0 ? 'any' : chosen.length > 3 ? `${chosen.length} chosen` : chosen.join(', '),
        set: chosen.length > 0,
        clear: { [kind]: [] },
        body: (
          <FilterOptions
            name={name}
            options={asOptions([...new Set([...choices[key], ...chosen])])}
            chosen={chosen}
            many
            onChange={(values) => onChange({ [kind]: values })}
          />
        ),
      };
    }),
    ...times
      .filter(({ kind }) => query[kind].length > 0)
      .map(({ kind, name, options }): FilterEntry => {
        const chosen = query[kind].map(String);
        const labels = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
        return {
          name,
          value: labels.length > 3 ? `${labels.length} chosen` : labels.join(', '),
          set: true,
          clear: { [kind]: [] },
          body: (
            <FilterOptions
              name={name}
              options={options}
              chosen={chosen}
              many
              onChange={(values) => onChange({ [kind]: values.map(Number) })}
            />
          ),
        };
      }),
  ];
}

/** Period, zone, currency, channel, payment, item; on a phone the period, and the others in a dialog. */
export function OrdersFilterBar(props: FilterBarProps) {
  const { query, onChange, filters } = props;
  const all = entries(props);
  const count = countFilters(query);
  const setOthers = all.filter((entry) => entry.set).length;
  const periodSet = query.window !== null || query.from !== null || query.to !== null;
  const period = filters === null || filters.from === null ? 'everything stored' : periodText(filters);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <div className="min-w-0 flex-1 tablet:flex-none [&>span]:w-full tablet:[&>span]:w-auto">
        <OrdersFilter
          name="Period"
          value={query.window === null ? period : windowTitles[query.window]}
          set={periodSet}
          onClear={() => onChange({ window: null, from: null, to: null })}
        >
          <FilterPeriod query={query} filters={filters} onChange={onChange} />
        </OrdersFilter>
      </div>
      <div className="hidden tablet:contents">
        {all.map((entry) => (
          <OrdersFilter
            key={entry.name}
            name={entry.name}
            value={entry.value}
            set={entry.set}
            onClear={() => onChange(entry.clear)}
          >
            {entry.body}
          </OrdersFilter>
        ))}
        {count === 0 ? null : (
          <Button look="quiet" onClick={() => onChange(noFilters)} data-testid="clear-filters">
            Clear {count} {count === 1 ? 'filter' : 'filters'}
          </Button>
        )}
      </div>
      <PhoneFilters entries={all} count={setOthers} onChange={onChange} />
    </div>
  );
}

function PhoneFilters({
  entries: all,
  count,
  onChange,
}: {
  entries: readonly FilterEntry[];
  count: number;
  onChange: ChangeOrdersQuery;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className={classNames(
          'h-11 shrink-0 rounded-8 border px-3 font-medium text-13 tablet:hidden',
          count === 0 ? 'border-line bg-panel' : 'border-accent bg-accent-tint',
        )}
      >
        {count === 0 ? 'Filters' : `${count} ${count === 1 ? 'filter' : 'filters'}`}
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Filters" description="Changes count at once.">
        {all.map((entry) => (
          <details key={entry.name} className="border-line border-b py-1">
            <summary className="flex min-h-11 cursor-pointer items-center justify-between text-13">
              {entry.name}
              <span className={entry.set ? 'font-medium' : 'text-muted'}>{entry.value}</span>
            </summary>
            {entry.body}
          </details>
        ))}
        <div className="mt-4 flex justify-end gap-2">
          <Button look="quiet" className="h-11" onClick={() => onChange(noFilters)}>
            Clear all
          </Button>
          <Button look="primary" className="h-11" onClick={() => setOpen(false)}>
            Show
          </Button>
        </div>
      </Dialog>
    </>
  );
}
