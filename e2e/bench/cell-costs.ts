import { createDatabase, type Database } from '../../lib/db/client';
import { queryOrdersByItemAndWeekday } from '../../lib/db/query-orders-3d';
import { queryOrdersBoxplot } from '../../lib/db/query-orders-boxplot';
import { queryOrdersHeatmap } from '../../lib/db/query-orders-heatmap';
import { queryOrdersPareto } from '../../lib/db/query-orders-pareto';
import type { OrdersQuestion } from '../../lib/db/query-orders-selection';
import { createTestDatabase } from '../support/test-database';
import type { BenchServers } from './bench-servers';
import { fillCells, gridFrom } from './fill-cells';

const panels = {
  'orders-heatmap': queryOrdersHeatmap,
  'orders-pareto': queryOrdersPareto,
  'orders-boxplot': queryOrdersBoxplot,
  'orders-3d': queryOrdersByItemAndWeekday,
} as const;
export type CellPanel = keyof typeof panels;
export const cellPanels = Object.keys(panels) as CellPanel[];

/** Milliseconds of each query over the whole grid. */
export interface CellCosts {
  /** Nothing filtered, everything stored: by panel over the same cells, few and many orders in them. */
  readonly few: Readonly<Record<CellPanel, readonly number[]>>;
  readonly many: Readonly<Record<CellPanel, readonly number[]>>;
  /** Every combination of filters, all panels, many orders. */
  readonly filtered: readonly number[];
}

export const fewOrders = 1e7;
export const manyOrders = 1e9;
const hourMs = 3_600_000;
/** Rounds that find the database's pages and this process's code cold: a web server answers warm. */
const warmingRounds = 5;

const unfiltered: OrdersQuestion = {
  ...{ tz: 'UTC', fromMs: null, toMs: null, currency: null, channel: [], payment: [], item: [] },
};

/** Zone, period with broken days, channels, payments and items, each with each. */
function combinations(): readonly OrdersQuestion[] {
  const firstMs = Date.parse(gridFrom);
  const named = (kind: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${kind} ${at}`);
  const periods = [
    { fromMs: null, toMs: null },
    { fromMs: firstMs + 53 * hourMs, toMs: firstMs + 500 * hourMs },
  ];
  return ['UTC', 'America/New_York'].flatMap((tz) =>
    periods.flatMap((period) =>
      [0, 1, 2].flatMap((channels) =>
        [0, 1, 3].flatMap((payments) =>
          [0, 1, 5].map((items) => ({
            ...{ tz, ...period, currency: 'EUR', channel: named('channel', channels) },
            ...{ payment: named('payment', payments), item: named('item', items) },
          })),
        ),
      ),
    ),
  );
}

/** The panels of orders over the same filled cells, with few and with many orders in them, in turn. */
export async function measureCells(
  servers: BenchServers,
  options: { readonly rounds: number; readonly say: (text: string) => void },
): Promise<CellCosts> {
  const stores: { database: Database; close(): Promise<void> }[] = [];
  try {
    for (const orders of [fewOrders, manyOrders]) {
      options.say(`filling every cell of the grid with ${orders.toExponential(0)} orders in all`);
      const test = await createTestDatabase(servers.postgres.databaseUrl);
      await fillCells(test, orders);
      const database = createDatabase(test.databaseUrl);
      stores.push({ database, close: () => database.$disconnect().then(() => test.close()) });
    }
    options.say('asking the panels of orders');
    const [few, many] = stores.map(({ database }) => database) as [Database, Database];
    const costs = { few: emptyLists(), many: emptyLists(), filtered: [] as number[] };
    for (let round = -warmingRounds; round < options.rounds; round++)
      for (const panel of cellPanels) {
        const [fewMs, manyMs] = [await timeOf(few, panel, unfiltered), await timeOf(many, panel, unfiltered)];
        if (round < 0) continue;
        costs.few[panel].push(fewMs);
        costs.many[panel].push(manyMs);
      }
    for (const question of combinations())
      for (const panel of cellPanels) costs.filtered.push(await timeOf(many, panel, question));
    return costs;
  } finally {
    for (const { close } of stores) await close();
  }
}

const emptyLists = (): Record<CellPanel, number[]> => ({
  ...{ 'orders-heatmap': [], 'orders-pareto': [], 'orders-boxplot': [], 'orders-3d': [] },
});

async function timeOf(database: Database, panel: CellPanel, question: OrdersQuestion): Promise<number> {
  const startedMs = performance.now();
  await panels[panel](database, question);
  return performance.now() - startedMs;
}
