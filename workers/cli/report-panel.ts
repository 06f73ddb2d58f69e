import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { IndexedPanel } from '@/lib/contracts/panel-index';

const answerSchema = z.object({
  title: z.string(),
  unit: z.string(),
  generatedAt: z.string(),
  filters: z.record(z.string(), z.unknown()),
  rows: z.array(z.record(z.string(), z.unknown())),
});
const errorSchema = z.object({
  error: z.object({ code: z.string(), parameter: z.string().nullable(), message: z.string() }),
});

/** What became of one panel. */
export interface ReportedPanel {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly unit: string;
  readonly generatedAt: string;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly rows: number;
  readonly csv: string;
  /** The CSV's lines without those about it. */
  readonly table: string;
  readonly png: { readonly file: string; readonly bytes: Buffer } | null;
  /** Why there is no picture. */
  readonly pngProblem: string | null;
}

/** The panel does not fit what was asked for (it needs a user, say). */
export class PanelLeftOut extends Error {
  override readonly name = 'PanelLeftOut';
}

const answerWithinMs = 60_000;

async function ask(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerWithinMs) });
  if (response.ok) return response;
  const parsed = errorSchema.safeParse(await response.json().catch(() => null));
  const { parameter, message } = parsed.success
    ? parsed.data.error
    : { parameter: null, message: `HTTP ${response.status}` };
  if (response.status === 400 && parameter !== null) throw new PanelLeftOut(message);
  throw new Error(message);
}

/** `# title: …`: what a CSV of a report says about itself. */
const headOf = (facts: readonly (readonly [string, string])[]): string =>
  facts.map(([name, value]) => `# ${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`).join('');

/** `tz UTC, channel web or store`; what is empty is left out. */
export const filterWords = (filters: Readonly<Record<string, unknown>>): string =>
  Object.entries(filters)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' or ') : String(value)}`)
    .join(', ');

/** Writes CSV and picture of a panel. Throws `PanelLeftOut`, and errors that say what failed. */
export async function reportPanel(
  panel: IndexedPanel,
  options: {
    readonly webUrl: string;
    readonly out: string;
    readonly stamp: string;
    readonly parameters: ReadonlyMap<string, string>;
  },
): Promise<ReportedPanel> {
  const names = panel.parameters.map(({ name }) => name);
  const search = new URLSearchParams([...options.parameters].filter(([name]) => names.includes(name)));
  const address = (format: string): string => `${options.webUrl}/api/panels/${panel.id}.${format}`;
  const answer = answerSchema.parse(await (await ask(`${address('json')}?${search}`)).json());
  const table = await (await ask(`${address('csv')}?${search}`)).text();
  const csv = `${panel.fileName}.csv`;
  const facts = [
    ['title', answer.title],
    ['unit', answer.unit],
    ['filters', filterWords(answer.filters)],
    ['generated at', answer.generatedAt],
    ['rows', String(answer.rows.length)],
  ] as const;
  await writeFile(join(options.out, csv), headOf(facts) + table);
  const picture = await drawPicture(panel, address('png'), search, options.stamp);
  if (picture.png !== null) await writeFile(join(options.out, picture.png.file), picture.png.bytes);
  const { title, unit, generatedAt, filters } = answer;
  return {
    ...{ id: panel.id, title, unit, generatedAt, filters, explanation: panel.explanation },
    ...{ rows: answer.rows.length, csv, table, ...picture },
  };
}

async function drawPicture(
  { defaultSize: { width, height }, fileName }: IndexedPanel,
  address: string,
  search: URLSearchParams,
  stamp: string,
): Promise<Pick<ReportedPanel, 'png' | 'pngProblem'>> {
  const look = new URLSearchParams([
    ...search,
    ['width', String(width)],
    ['height', String(height)],
    ['theme', 'light'],
    ['stamp', stamp],
  ]);
  try {
    const bytes = Buffer.from(await (await ask(`${address}?${look}`)).arrayBuffer());
    return { png: { file: `${fileName}.png`, bytes }, pngProblem: null };
  } catch (error) {
    return { png: null, pngProblem: (error as Error).message };
  }
}
