import { formatCount } from './format-number';

export interface ComputedFact {
  readonly name: string;
  readonly value: string;
  /** Set in the fixed-width face. */
  readonly code?: boolean;
}

interface AnyAnswer {
  readonly generatedAt?: string;
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly view?: { readonly stream: string; readonly window: string };
  readonly rows?: readonly unknown[];
  readonly n?: unknown;
  readonly total?: { readonly orders?: unknown };
}

/** What the answer of any panel says of itself: filters, window, zone, n and age. */
export function computedFacts(answer: AnyAnswer): readonly ComputedFact[] {
  const { filters = {}, view, rows = [] } = answer;
  const { from, to, tz, window, ...rest } = filters;
  const chosen = Object.entries(rest)
    .map(([name, value]) => [name, [value].flat().filter((one) => one !== null && one !== '')] as const)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name} ${values.join(', ')}`);
  const n = [answer.n, answer.total?.orders].find((value) => typeof value === 'number');
  const facts: (ComputedFact | null)[] = [
    { name: 'Filters', value: chosen.join(' · ') || (view === undefined ? 'none' : `stream ${view.stream}`) },
    { name: 'Window', value: windowOf(from, to, window ?? view?.window) },
    tz === undefined && view === undefined ? null : { name: 'Time zone', value: String(tz ?? 'UTC') },
    { name: 'n', value: `${n === undefined ? '' : `${formatCount(Number(n))}, in `}${formatCount(rows.length)} rows` },
    answer.generatedAt === undefined
      ? null
      : { name: 'As of', value: `${answer.generatedAt.slice(0, 19).replace('T', ' ')} UTC` },
  ];
  return facts.filter((fact) => fact !== null);
}

function windowOf(from: unknown, to: unknown, window: unknown): string {
  const hour = (value: unknown) => String(value).replace('T', ' ');
  if (typeof from === 'string' && typeof to === 'string') return `${hour(from)} – ${hour(to)}`;
  return window === undefined || window === null ? 'everything stored' : `last ${String(window)}`;
}
