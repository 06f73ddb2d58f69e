import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { panelIndexSchema } from '@/lib/contracts/panel-index';
import { utcMinute } from '@/lib/domain/utc-minute';
import { CommandFailed } from './command-failed';
import { createLiveLine } from './live-line';
import { readReportFigures } from './report-figures';
import { reportHtml } from './report-html';
import { PanelLeftOut, type ReportedPanel, reportPanel } from './report-panel';
import { repository, requireRunningStack } from './running-stack';
import { toJsonLine } from './text-table';

export interface ReportOptions {
  readonly out: string;
  readonly json: boolean;
  /** Asked of every panel that knows them, by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const barWidth = 24;
const bar = (done: number, of: number): string => {
  const full = Math.round((done / Math.max(1, of)) * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}  ${done} of ${of}`;
};

async function readIndex(webUrl: string) {
  try {
    const response = await fetch(`${webUrl}/api/panels`, { signal: AbortSignal.timeout(10_000) });
    return panelIndexSchema.parse(await response.json()).panels;
  } catch (error) {
    throw new CommandFailed(
      `The dashboard at ${webUrl} does not answer (${(error as Error).message}). See: npx streamscope status`,
    );
  }
}

/** Writes the report of the running stack; 1 where a panel failed. Throws when nothing runs. */
export async function writeReport(directory: string, options: ReportOptions): Promise<0 | 1> {
  const { webUrl, databaseUrl } = requireRunningStack(directory);
  const out = resolve(options.out);
  const stored = (await readIndex(webUrl)).filter((panel) => panel.source === 'stored');
  await mkdir(out, { recursive: true });
  const [runId, generatedAt] = [randomUUID(), new Date().toISOString()];
  const stamp = `${utcMinute(generatedAt)} · run ${runId.slice(0, 8)}`;
  const live = createLiveLine(process.stderr);
  const panels: ReportedPanel[] = [];
  const leftOut: { id: string; reason: string }[] = [];
  const failed: { id: string; reason: string }[] = [];
  let current = '';
  live.start(() => `${bar(panels.length + leftOut.length + failed.length, stored.length)}  ${current}`);
  try {
    for (const panel of stored) {
      current = panel.title;
      try {
        panels.push(await reportPanel(panel, { webUrl, out, stamp, parameters: options.parameters }));
      } catch (error) {
        const reason = (error as Error).message;
        (error instanceof PanelLeftOut ? leftOut : failed).push({ id: panel.id, reason });
      }
    }
  } finally {
    live.stop();
  }
  const figures = await readReportFigures(databaseUrl);
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string };
  const about = { runId, generatedAt, version };
  const summary = {
    ...{ run_id: about.runId, generated_at: about.generatedAt, web_url: webUrl },
    ...{ ...figures, versions: { streamscope: version, ...figures.versions } },
    asked: Object.fromEntries(options.parameters),
    panels: panels.map(({ id, title, unit, generatedAt, filters, rows, csv, png, pngProblem }) => ({
      ...{ id, title, unit, generated_at: generatedAt, filters, rows, csv },
      ...{ png: png?.file ?? null, png_problem: pngProblem },
    })),
    left_out: leftOut,
    failed,
  };
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  await writeFile(join(out, 'report.html'), reportHtml({ ...about, panels, figures }));
  if (options.json) console.log(toJsonLine({ ...summary, out }));
  else tell(summary, out);
  return failed.length > 0 ? 1 : 0;
}

function tell(
  {
    panels,
    left_out,
    failed,
  }: {
    panels: readonly { id: string; csv: string; png: string | null; png_problem: string | null }[];
    left_out: readonly { id: string; reason: string }[];
    failed: readonly { id: string; reason: string }[];
  },
  out: string,
): void {
  for (const { csv, png } of panels) console.log(`  ${csv}${png === null ? '' : `, ${png}`}`);
  const problem = panels.find((panel) => panel.png_problem !== null)?.png_problem;
  if (problem !== undefined) console.log(`Pictures are missing: ${problem}`);
  for (const { id, reason } of left_out) console.log(`  ${id} is left out: ${reason}`);
  for (const { id, reason } of failed) console.log(`  ${id} failed: ${reason}`);
  console.log(`summary.json and report.html stand beside them: ${out}`);
}
