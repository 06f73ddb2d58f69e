import { z } from 'zod';
import { type StoredWindow, storedWindows } from '@/lib/contracts/orders-panels';
import { utcOfLocalHour } from '@/lib/db/query-orders-range';
import type { OrdersQuestion } from '@/lib/db/query-orders-selection';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { hourMs, isTimeZone } from '@/lib/domain/time-zone';

const windowHours: Readonly<Record<StoredWindow, number>> = { '24h': 24, '7d': 168, '28d': 672, '90d': 2_160 };

const one = z
  .array(z.string())
  .max(1, 'may be given once')
  .transform((values) => values[0] ?? null);
const several = (longest: number) =>
  z
    .array(z.string().min(1, 'must not be empty').max(longest, `is longer than ${longest} characters`))
    .max(100, 'is given over 100 times');

/** Every parameter of the stored orders panels, as all values given under its name. */
const shape = z.object({
  tz: one.refine((zone) => zone === null || isTimeZone(zone), 'must be a time zone like UTC or Europe/Warsaw'),
  from: one,
  to: one,
  window: one.pipe(z.enum(storedWindows, `must be one of ${storedWindows.join(', ')}`).nullable()),
  currency: one.refine((code) => code === null || /^[A-Z]{3}$/.test(code), 'must be three capitals like EUR'),
  channel: several(40),
  payment: several(40),
  item: several(200),
  metric: one.pipe(z.enum(['revenue', 'orders', 'quantity'], 'must be revenue, orders or quantity').nullable()),
});

export interface OrdersParameters {
  readonly question: OrdersQuestion;
  /** What a page or embed draws; the answers hold all three. */
  readonly metric: 'revenue' | 'orders' | 'quantity';
}

/** Only the filters of an address that may hold more (how an embed looks): what the API is asked with. */
export function filtersOf(search: URLSearchParams): URLSearchParams {
  const names = Object.keys(shape.shape).filter((name) => name !== 'metric');
  return new URLSearchParams([...search].filter(([name]) => names.includes(name)));
}

export interface ParameterOptions {
  readonly defaultZone: string;
  readonly nowMs: number;
  /** true: a name that no panel has is an error (API); false: it is left alone (pages, embeds). */
  readonly strictNames: boolean;
}

/** Reads the parameters of page, API and embed. Throws `UnanswerableQuestion` naming the first bad one. */
export function readOrdersParameters(search: URLSearchParams, options: ParameterOptions): OrdersParameters {
  const names = Object.keys(shape.shape);
  const unknown = [...search.keys()].find((name) => !names.includes(name));
  if (options.strictNames && unknown !== undefined)
    throw new UnanswerableQuestion(unknown.slice(0, 80), `There is no such parameter; known are ${names.join(', ')}.`);
  const parsed = shape.safeParse(Object.fromEntries(names.map((name) => [name, search.getAll(name)])));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new UnanswerableQuestion(String(path[0]), `${String(path[0])} ${message}.`);
  }
  const { from, to, window, metric, tz, ...filters } = parsed.data;
  const zone = tz ?? options.defaultZone;
  const range = readRange(zone, from, to, window, options.nowMs);
  return { question: { ...filters, ...range, tz: zone }, metric: metric ?? 'revenue' };
}

function readRange(zone: string, from: string | null, to: string | null, window: StoredWindow | null, nowMs: number) {
  if (window !== null) {
    if (from !== null || to !== null)
      throw new UnanswerableQuestion('window', 'window cannot be given together with from or to.');
    const toMs = Math.floor(nowMs / hourMs + 1) * hourMs;
    return { fromMs: toMs - windowHours[window] * hourMs, toMs };
  }
  const fromMs = readHour(zone, 'from', from);
  const toMs = readHour(zone, 'to', to);
  if (fromMs !== null && toMs !== null && from! >= to!)
    throw new UnanswerableQuestion('to', 'to must be later than from; it is the first hour left out.');
  return { fromMs, toMs };
}

function readHour(zone: string, name: string, text: string | null): number | null {
  if (text === null) return null;
  const utcMs = utcOfLocalHour(zone, text);
  if (utcMs === null)
    throw new UnanswerableQuestion(name, `${name} must be a whole local hour like 2026-10-25 or 2026-10-25T13:00.`);
  return utcMs;
}
